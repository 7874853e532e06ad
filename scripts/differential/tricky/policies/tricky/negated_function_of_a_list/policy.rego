# METADATA
# title: A function under `not` whose argument holds what may be missing
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_function_of_a_list

default healthy := false

is_public(pair) if pair[0] == "Enabled"

healthy if not is_public([input.properties.access, input.properties.name])
