# METADATA
# title: A rule under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_rule

default healthy := false

public if input.properties.access == "Enabled"

healthy if not public
