# METADATA
# title: Beginnings and ends of texts
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.affixes

default healthy := false

healthy if trim_prefix(trim_suffix(input.properties.name, "-ok"), "a") == ""

healthy if substring(input.properties.name, 1, -1) == "-old"

healthy if indexof(input.properties.name, "ok") == 2
