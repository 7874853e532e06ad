# METADATA
# title: Differences, unions and intersections
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.sets

default healthy := false

wanted := {"a", "b"}

found := {item.name | some item in input.properties.list}

healthy if count(wanted - found) == 0

healthy if count((wanted | found) & {"c"}) > 0
