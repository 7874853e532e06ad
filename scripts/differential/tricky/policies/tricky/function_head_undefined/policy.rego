# METADATA
# title: A function whose value is undefined for some of its iterations
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.function_head_undefined

default healthy := false

name_of_open(list) := item.name if {
	some item in list
	item.state != "closed"
}

healthy if {
	list := input.properties.list
	not name_of_open(list)
}
