# METADATA
# title: A function with an else branch
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.else_without_value

default healthy := false

is_small(value) if {
	value < 3
} else if {
	value == "few"
}

healthy if is_small(input.properties.count)
