# METADATA
# title: Users and groups that containers run as
# description: |
#   The rules RunAsAny, MayRunAs, MustRunAs and MustRunAsNonRoot for runAsUser, runAsGroup, supplementalGroups and
#   fsGroup. `settings` holds a rule (`<field>Rule`) and ranges of ids (`<field>Ranges`) for each; -1 is no upper end.
package lib.run_as

import data.lib.attributes
import data.lib.text

fields := ["runAsUser", "runAsGroup", "supplementalGroups", "fsGroup"]

# The security contexts that count for a container: its own comes before that of its pod.
contexts(workload, container) := [
	object.get(container, "securityContext", {}),
	object.get(workload.spec, "securityContext", {}),
]

setting(own_and_pod, field) := values[0] if {
	values := [value | some context in own_and_pod; value := context[field]; value != null]
	count(values) > 0
} else := null

problems(own_and_pod, settings) := [problem |
	some field in fields
	rule := settings[sprintf("%sRule", [field])]
	ranges := attributes.items(settings, sprintf("%sRanges.ranges", [field]))
	value := setting(own_and_pod, field)
	not accepted(rule, ranges, ids(value))
	not runs_as_non_root(rule, own_and_pod, value)
	problem := sprintf("%s is %s, wanted %s", [field, shown(value), wanted(rule, ranges)])
]

ids(null) := []

ids(value) := value if is_array(value)

ids(value) := [value] if is_number(value)

ids(value) := ["not a number"] if {
	not is_array(value)
	not is_number(value)
	value != null
}

accepted(rule, _, _) if text.same(rule, "RunAsAny")

accepted(rule, _, []) if text.same(rule, "MayRunAs")

accepted(rule, ranges, found) if {
	text.one_of(rule, ["MayRunAs", "MustRunAs"])
	all_in(found, ranges)
}

accepted(rule, _, found) if {
	text.same(rule, "MustRunAsNonRoot")
	all_in(found, [{"min": 1, "max": -1}])
}

all_in(found, ranges) if {
	count(found) > 0
	every id in found {
		in_any(id, ranges)
	}
}

in_any(id, ranges) if {
	is_number(id)
	some range in ranges
	id >= range.min
	not ends_below(range, id)
}

ends_below(range, id) if {
	range.max != -1
	range.max < id
}

# Kubernetes then refuses to start an image that runs as root.
runs_as_non_root(rule, own_and_pod, null) if {
	text.same(rule, "MustRunAsNonRoot")
	setting(own_and_pod, "runAsNonRoot") == true
}

shown(value) := "not set" if {
	value == null
} else := sprintf("%v", [value])

wanted(rule, []) := rule

wanted(rule, ranges) := sprintf("%s %s", [rule, concat(" or ", [described(range) | some range in ranges])]) if {
	count(ranges) > 0
}

described(range) := sprintf("%s and above", [attributes.shown(range, "min")]) if {
	range.max == -1
} else := sprintf("%s to %s", [attributes.shown(range, "min"), attributes.shown(range, "max")])
