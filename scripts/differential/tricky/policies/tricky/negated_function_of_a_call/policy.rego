# METADATA
# title: A function under `not` whose argument is a call
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_function_of_a_call

default healthy := false

is_public(access) if access == "enabled"

healthy if not is_public(lower(input.properties.access))
