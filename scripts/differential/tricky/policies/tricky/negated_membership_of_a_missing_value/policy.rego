# METADATA
# title: A missing value in a list under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_membership_of_a_missing_value

default healthy := false

healthy if not input.properties.access in ["Enabled", "Public"]
