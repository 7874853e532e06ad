# METADATA
# title: Numbers that are equal, however they are written
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.equal_numbers

default healthy := false

healthy if {
	input.properties.count == 3.0
	input.properties.count in {1, 2, 3}
}
