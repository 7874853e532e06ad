# METADATA
# title: Upper and lower case of all alphabets
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.letters

default healthy := false

healthy if lower(input.properties.name) in {"k", "i", "ss", "a-ok", "å"}

healthy if upper(input.properties.access) in {"K", "I", "SS", "DISABLED"}

reasons contains sprintf("%s %s", [lower(input.properties.name), upper(input.properties.name)])
