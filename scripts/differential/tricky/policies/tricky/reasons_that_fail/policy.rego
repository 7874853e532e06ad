# METADATA
# title: Reasons in which a built-in may fail
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.reasons_that_fail

default healthy := false

healthy if input.properties.flag == true

reasons contains concat("-", [input.properties.name, input.properties.access])
