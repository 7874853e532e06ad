# METADATA
# title: A set for each key
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.sets_by_key

default healthy := false

found[item.name] contains item.state if some item in input.properties.list

healthy if {
	count(found) > 0
	every _, states in found {
		states == {"closed"}
	}
}
