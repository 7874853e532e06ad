# METADATA
# title: Sums, minima and maxima
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.aggregates

default healthy := false

healthy if {
	sum([item.size | some item in input.properties.list]) < 10
	max([item.size | some item in input.properties.list]) < 6
}
