# METADATA
# title: A lookup with an index that may be missing, under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_index

default healthy := false

names := {"a": "first", "b": "second"}

healthy if not names[input.properties.name]
