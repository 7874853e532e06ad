# METADATA
# title: Values of different types in order
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.sorted

default healthy := false

healthy if sort(input.properties.list)[0].name == "a"

healthy if sort([input.properties.a, input.properties.b, input.properties.name])[2] == "a-ok"
