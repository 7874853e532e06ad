# METADATA
# title: Elements and slices that may not be there
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.slices

default healthy := false

healthy if {
	input.properties.list[0].ok == true
	count(array.slice(input.properties.list, 1, 9)) < 3
}
