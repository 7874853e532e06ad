# METADATA
# title: Comprehensions in comprehensions
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.nested_comprehensions

default healthy := false

open := [names |
	some item in input.properties.list
	names := {name | some name in item.list; not name in {"", null}}
	count(names) > 0
]

healthy if count(open) == 0

reasons contains concat(", ", names) if some names in open
