# METADATA
# title: A comprehension as an argument under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_comprehension

default healthy := false

is_empty(list) if count(list) == 0

healthy if not is_empty([item | some item in input.properties.list; item.ok == true])
