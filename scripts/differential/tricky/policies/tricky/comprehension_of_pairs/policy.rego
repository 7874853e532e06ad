# METADATA
# title: An object comprehension whose keys may collide
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.comprehension_of_pairs

default healthy := false

states := {item.name: item.state | some item in input.properties.list}

healthy if {
	count(states) > 0
	every _, state in states {
		state == "closed"
	}
}
