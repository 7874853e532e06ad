# METADATA
# title: A membership under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_membership

default healthy := false

healthy if not "*" in input.properties.list
