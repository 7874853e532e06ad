# METADATA
# title: A comprehension whose term calls a function that may be undefined
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.comprehension_of_calls

default healthy := false

rank(item) := 1 if item.severity == "low"

rank(item) := 2 if item.severity == "high"

ranks := [rank(item) | some item in input.properties.list]

healthy if sum(ranks) < 2
