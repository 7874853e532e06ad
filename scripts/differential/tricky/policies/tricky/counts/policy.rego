# METADATA
# title: Lengths of texts, lists and objects
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.counts

default healthy := false

healthy if {
	count(input.properties.name) < 10
	count(input.properties.list) > 1
	count(input.properties.map) > 0
}
