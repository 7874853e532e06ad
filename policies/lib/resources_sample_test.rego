package lib.resources_sample_test

# What the tests of many policies share: a resource of any type, records below it, and the verdicts to compare with.
resource(type, properties) := {
	"id": sprintf("/subscriptions/0001/resourcegroups/shop/providers/%s/a", [type]),
	"type": type,
	"properties": properties,
}

# As of an export that left the properties out.
shell(type) := object.remove(resource(type, {}), ["properties"])

# `name` is the last part of the type of the records; each is told by its properties.
children(parent, name, records) := {"children": {parent.id: {sprintf("%s/%s", [parent.type, name]): [child |
	some properties in records
	child := {"properties": properties}
]}}}

# What a policy says of the `input` at hand, where its package is the argument.
verdict(policy) := object.filter(policy, ["healthy", "reasons"])

healthy := {"healthy": true, "reasons": set()}

unhealthy(reason) := {"healthy": false, "reasons": {reason}}
