# METADATA
# title: Two functions that may disagree
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.conflicting_functions

default healthy := false

level(properties) := properties.a

level(properties) := properties.b

healthy if level(input.properties) == 1
