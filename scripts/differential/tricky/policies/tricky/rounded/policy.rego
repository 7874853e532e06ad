# METADATA
# title: Floors, ceilings and absolute values
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.rounded

default healthy := false

healthy if floor(input.properties.count) == 3

healthy if abs(input.properties.a) + ceil(input.properties.b) < 3
