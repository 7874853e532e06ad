# METADATA
# title: Pairs taken apart
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.pairs

default healthy := false

healthy if {
	some [key, value] in input.properties.pairs
	key == value
}
