# METADATA
# title: White space around texts
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.spaces

default healthy := false

healthy if trim_space(input.properties.access) == "Disabled"

healthy if trim(input.properties.name, " \t") == "a-ok"
