# METADATA
# title: Functions told apart by their arguments
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.function_of_patterns

default healthy := false

rank("low") := 1

rank("high") := 3

rank(null) := 3

rank([_]) := 2

healthy if {
	every item in input.properties.list {
		rank(item.severity) < 3
	}
}
