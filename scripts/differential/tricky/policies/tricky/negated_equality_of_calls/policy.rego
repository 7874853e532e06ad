# METADATA
# title: An equality of calls under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_equality_of_calls

default healthy := false

healthy if not lower(input.properties.access) == "enabled"
