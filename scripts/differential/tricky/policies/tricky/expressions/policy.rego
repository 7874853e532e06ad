# METADATA
# title: Regular expressions
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.expressions

default healthy := false

healthy if regex.match(`^[0-9]+[.][0-9]+`, input.properties.version)

healthy if regex.replace(input.properties.name, `[^a-z]`, "") == "aok"

healthy if count(regex.find_all_string_submatch_n(`([a-z])-([a-z]+)`, input.properties.name, -1)) > 0

healthy if regex.match(`(?i)^dis\w+$`, input.properties.access)
