# METADATA
# title: Another input for a while
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.with_input

default healthy := false

allowed if input.flag == true

healthy if allowed with input as input.properties
