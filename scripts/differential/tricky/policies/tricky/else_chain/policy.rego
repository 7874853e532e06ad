# METADATA
# title: A chain in which a condition may fail
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.else_chain

default healthy := false

level := "high" if {
	to_number(input.properties.count) > 3
} else := "low" if {
	input.properties.count
} else := "none"

healthy if level == "none"
