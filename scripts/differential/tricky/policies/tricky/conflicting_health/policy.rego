# METADATA
# title: A verdict that may be both
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.conflicting_health

default healthy := false

healthy := input.properties.flag

healthy := false if input.properties.access == "Enabled"

reasons contains "the access is enabled" if not healthy
