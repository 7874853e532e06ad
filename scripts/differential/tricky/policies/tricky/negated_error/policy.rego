# METADATA
# title: A rule under `not` in which a built-in fails
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_error

default healthy := false

public if to_number(input.properties.count) > 3

healthy if not public
