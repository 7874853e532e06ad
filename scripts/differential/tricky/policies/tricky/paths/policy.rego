# METADATA
# title: Paths into what may be of another shape
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.paths

default healthy := false

healthy if object.get(input, ["properties", "map", "a", "ok"], false) == true

healthy if object.get(input.properties.map, "b", {}).ok == true
