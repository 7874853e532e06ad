# METADATA
# title: A function of an attribute that may be missing
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.function_without_body

default healthy := false

size(item) := item.size

healthy if sum([size(item) | some item in input.properties.list]) < 6
