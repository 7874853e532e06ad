# METADATA
# title: A list taken apart
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.unified_lists

default healthy := false

healthy if {
	[first, _] = input.properties.list
	first.ok == true
}
