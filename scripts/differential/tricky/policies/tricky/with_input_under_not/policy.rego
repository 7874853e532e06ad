# METADATA
# title: Another input for a while, under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.with_input_under_not

default healthy := false

denied if input.access == "Enabled"

healthy if not denied with input as input.properties
