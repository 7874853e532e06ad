# METADATA
# title: An object whose values are looked up and may be missing
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.head_undefined_object

default healthy := false

found[key] := input.properties.map[key].name if some key, _ in input.properties.map

healthy if count(found) == count(input.properties.map)

reasons contains sprintf("%s is named", [key]) if some key, _ in found
