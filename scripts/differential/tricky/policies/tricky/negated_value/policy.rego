# METADATA
# title: A value under `not` that may be anything
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_value

default healthy := false

healthy if not input.properties.flag
