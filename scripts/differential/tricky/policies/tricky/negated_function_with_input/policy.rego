# METADATA
# title: A function under `not` with another input
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_function_with_input

default healthy := false

is_public(access) if access == "Enabled"

healthy if not is_public(input.access) with input as input.properties
