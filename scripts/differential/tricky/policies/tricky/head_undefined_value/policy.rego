# METADATA
# title: A rule whose value is undefined for some of its iterations
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.head_undefined_value

default healthy := false

worst := item.severity if {
	some item in input.properties.list
	item.open == true
}

healthy if not worst
