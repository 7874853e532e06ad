# METADATA
# title: A verdict that may be no boolean
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.health_of_any_value

default healthy := false

healthy := input.properties.flag

reasons contains input.properties.name if not healthy
