# METADATA
# title: Quantities with units
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.quantities

default healthy := false

healthy if units.parse_bytes(input.properties.size) < 1000000
