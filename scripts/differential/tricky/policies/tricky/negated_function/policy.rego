# METADATA
# title: A function under `not` whose argument may be missing
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_function

default healthy := false

is_public(access) if access == "Enabled"

healthy if not is_public(input.properties.access)
