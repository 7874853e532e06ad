# METADATA
# title: A comprehension whose term may be undefined
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.comprehension_of_undefined

default healthy := false

names := [item.name | some item in input.properties.list]

healthy if count(names) == count(input.properties.list)
