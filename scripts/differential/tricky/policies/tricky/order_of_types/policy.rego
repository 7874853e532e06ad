# METADATA
# title: Comparisons of values of different types
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.order_of_types

default healthy := false

healthy if {
	input.properties.count >= 3
	input.properties.name < "n"
}
