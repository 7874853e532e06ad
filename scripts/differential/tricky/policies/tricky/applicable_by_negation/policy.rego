# METADATA
# title: An applicability by negation
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.applicable_by_negation

default healthy := false

applicable if not endswith(lower(input.properties.name), "-old")

healthy if input.properties.access == "Disabled"
