# METADATA
# title: A built-in under `not` whose operand may be missing or of another type
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_builtin

default healthy := false

healthy if not startswith(input.properties.name, "a")
