# METADATA
# title: An applicability that may be no boolean
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.applicable_of_any_value

default healthy := false

applicable := input.properties.flag

healthy if input.properties.access == "Disabled"
