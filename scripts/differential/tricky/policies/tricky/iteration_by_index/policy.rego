# METADATA
# title: Iteration by a variable index
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.iteration_by_index

default healthy := false

healthy if {
	some index
	input.properties.list[index].ok == true
	input.properties.list[index].name == input.properties.name
}
