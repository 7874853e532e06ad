# METADATA
# title: Operations that a role permits
# description: |
#   A permission of a role definition lists patterns of control plane operations (`actions`) and takes others back
#   (`notActions`); `*` stands for any text, slashes too. An operation ending in `/read` reads; every other one
#   (`/write`, `/delete`, `/action`) counts as write: it changes or uses what it names. The data plane is left out.
package lib.operations

import data.lib.attributes

names := {"read": ["read"], "write": ["write", "delete", "action"]}

# What is no text permits nothing and takes nothing back: lib.roles does not count on such a definition.
# Several patterns that take an operation back only together do not count: the operation stays permitted.
allows(permission, kind) if {
	some pattern in attributes.texts(permission, "actions")
	some operation in of_kind(lower(pattern), kind)
	not denies(permission, operation)
}

denies(permission, operation) if {
	some pattern in attributes.texts(permission, "notActions")
	covers(lower(pattern), operation)
}

# What a pattern permits of a kind, as narrower patterns.
of_kind(pattern, kind) := {pattern | is_of_kind(last_segment(pattern), kind)} if {
	not contains(last_segment(pattern), "*")
} else := {operation |
	some name in names[kind]
	some operation in ending_in(pattern, name)
}

is_of_kind("read", "read") := true

is_of_kind(name, "write") if name != "read"

# The last `*` stands for the name alone or for whole segments before it.
ending_in(pattern, name) := {operation |
	covers(last_segment(pattern), name)
	operation := sprintf("%s/%s", [concat("/", leading(pattern, "/")), name])
} | {sprintf("%s*/%s", [concat("*", leading(pattern, "*")), name])}

leading(pattern, delimiter) := array.slice(parts, 0, count(parts) - 1) if parts := split(pattern, delimiter)

last_segment(path) := parts[count(parts) - 1] if parts := split(path, "/")

covers(pattern, operation) if pattern == operation

# A `*` in the operation is plain text here, which only a `*` of the pattern covers.
covers(pattern, operation) if {
	contains(pattern, "*")
	escaped := regex.replace(pattern, `[.+?^$()\[\]{}|\\]`, `\$0`)
	regex.match(sprintf("^%s$", [replace(escaped, "*", ".*")]), operation)
}
