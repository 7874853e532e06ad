# METADATA
# title: A function with a default
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.default_function

default healthy := false

default rank(_) := 0

rank(item) := 5 if item.severity == "high"

healthy if {
	every item in input.properties.list {
		rank(item) < 5
	}
}
