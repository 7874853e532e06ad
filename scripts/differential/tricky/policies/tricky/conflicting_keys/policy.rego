# METADATA
# title: A partial object whose keys may collide
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.conflicting_keys

default healthy := false

states[item.name] := item.state if some item in input.properties.list

healthy if states.a == "closed"
