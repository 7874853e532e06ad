# METADATA
# title: Iteration over what may be no collection
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.iteration_over_anything

default healthy := false

offences := [item | some item in input.properties.list; item.open == true]

healthy if count(offences) == 0
