# METADATA
# title: An equality under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_equality

default healthy := false

healthy if not input.properties.access == "Enabled"
