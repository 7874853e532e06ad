# METADATA
# title: Every element of a list, which may be missing or no list
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.every_element

default healthy := false

healthy if {
	every item in input.properties.list {
		item.ok == true
	}
}
