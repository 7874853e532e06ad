# METADATA
# title: Objects merged, filtered and cut
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.merged_objects

default healthy := false

healthy if object.union(input.properties.map, {"b": {"ok": true}}).b.name == "x"

healthy if count(object.keys(input.properties.map)) == count(object.remove(input.properties.map, ["b"]))
