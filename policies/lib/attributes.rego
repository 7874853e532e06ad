# METADATA
# title: Attributes of a resource
# description: |
#   A path is written with dots, as in `properties.networkAcls.defaultAction`. Azure exports leave an unset
#   attribute out or show it as null, an empty list or an empty string, depending on the API.
package lib.attributes

value(resource, path) := object.get(resource, split(path, "."), null)

absent(resource, path) if value(resource, path) == null

present(resource, path) if not value(resource, path) in {null, ""}

# `array.concat` refuses anything that is not a list, so that a malformed attribute is an error, not an empty list.
items(resource, path) := [] if {
	absent(resource, path)
} else := array.concat([], value(resource, path))

shown(resource, path) := "not set" if {
	not present(resource, path)
} else := sprintf("%v", [value(resource, path)])

# A reason for an attribute that should have another value.
mismatch(resource, path, wanted) := sprintf("%s is %s, wanted %s", [path, shown(resource, path), wanted])
