# METADATA
# title: A comparison under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_comparison

default healthy := false

healthy if not input.properties.count > 3
