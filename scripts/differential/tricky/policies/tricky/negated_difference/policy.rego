# METADATA
# title: An inequality under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_difference

default healthy := false

healthy if not input.properties.access != "Disabled"
