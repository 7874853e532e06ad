# METADATA
# title: Lists, sets and objects that are equal
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.equal_collections

default healthy := false

healthy if {item.name | some item in input.properties.list} == {"a", "b"}

healthy if input.properties.map == {"b": {"ok": false, "name": "x"}}

healthy if input.properties.list == []
