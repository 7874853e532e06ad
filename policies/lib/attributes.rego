# METADATA
# title: Attributes of a resource
# description: |
#   A path is written with dots, as in `properties.networkAcls.defaultAction`. Azure exports leave an unset
#   attribute out or show it as null, an empty list or an empty string, depending on the API.
package lib.attributes

value(resource, path) := object.get(resource, split(path, "."), null)

absent(resource, path) if value(resource, path) == null

present(resource, path) if not value(resource, path) in {null, ""}

# What names something, such as an id: a text that is not empty.
has_text(resource, path) if {
	is_string(value(resource, path))
	present(resource, path)
}

# `array.concat` refuses anything that is not a list, so that a malformed attribute is an error, not an empty list.
items(resource, path) := [] if {
	absent(resource, path)
} else := array.concat([], value(resource, path))

shown(resource, path) := "not set" if {
	not present(resource, path)
} else := sprintf("%v", [value(resource, path)])

# An empty block says as little as an absent one.
has_fields(resource, path) if {
	block := value(resource, path)
	is_object(block)
	count(block) > 0
}

# Where one entry is evidence enough: what is no list, and what is no object in one, shows nothing. Only for `some`,
# never for `every` or a count of zero: there, silence would be evidence.
objects(resource, path) := [item |
	list := value(resource, path)
	is_array(list)
	some item in list
	is_object(item)
]

# The texts in a list, with the same caution. It is read in full where this equals the value itself.
texts(resource, path) := [item |
	list := value(resource, path)
	is_array(list)
	some item in list
	is_string(item)
]

# A reason for an attribute that should have another value.
mismatch(resource, path, wanted) := sprintf("%s is %s, wanted %s", [path, shown(resource, path), wanted])
