# METADATA
# title: Two rules that may disagree
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.conflicting_rules

default healthy := false

level := input.properties.a

level := input.properties.b if input.properties.b

healthy if level == 1
