# METADATA
# title: A value that may be anything as a condition
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.truth_of_any_value

default healthy := false

healthy if input.properties.flag
