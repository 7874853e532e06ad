# METADATA
# title: Arithmetic under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_sum

default healthy := false

healthy if not input.properties.count + 1 == 4
