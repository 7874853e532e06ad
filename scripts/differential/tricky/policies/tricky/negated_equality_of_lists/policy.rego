# METADATA
# title: An equality of lists under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_equality_of_lists

default healthy := false

healthy if not [input.properties.access, input.properties.name] == ["Enabled", "b-old"]
