# METADATA
# title: An equality of two attributes under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_equality_of_two

default healthy := false

healthy if not input.properties.a == input.properties.b
