# METADATA
# title: An attribute that is assigned before it is used under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_assigned

default healthy := false

is_public(access) if access == "Enabled"

healthy if {
	access := input.properties.access
	not is_public(access)
}
