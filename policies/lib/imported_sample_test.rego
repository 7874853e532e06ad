package lib.imported_sample_test

import data.lib.verdicts_sample_test as verdicts

# Rows of Defender for Cloud on a resource, and the verdicts of the policies that go by them.
assessment(resource, key, title, status) := {
	"id": sprintf("%s/providers/microsoft.security/assessments/%s", [resource.id, lower(key)]),
	"type": "microsoft.security/assessments",
	"name": key,
	"properties": {"displayName": title, "status": status},
}

# A single finding of the assessment with this key.
subassessment(resource, key, number, status) := {
	"id": sprintf("%s/providers/microsoft.security/assessments/%s/subassessments/%s", [resource.id, lower(key), number]),
	"type": "microsoft.security/assessments/subassessments",
	"name": number,
	"properties": {"status": status},
}

inventory(resource, assessments, subassessments) := documents({resource.id: {
	"microsoft.security/assessments": assessments,
	"microsoft.security/assessments/subassessments": subassessments,
}})

# The documents of rows under their parents.
documents(children) := {"by_type": by_type, "children": children} if {
	kinds := {kind | some _, lists in children; some kind, _ in lists}
	by_type := {kind: [row | some _, lists in children; some row in lists[kind]] | some kind in kinds}
}

nothing := documents({})

# An inventory with a single assessment that is known by its key only, or by its title only.
by_key(resource, key, status) := inventory(resource, [assessment(resource, key, "", status)], [])

by_title(resource, title, status) := inventory(resource, [assessment(resource, unknown_key, title, status)], [])

unknown_key := "00000000-0000-4000-8000-000000000001"

# What a policy says of the `input` at hand, where its package is the argument.
verdict(policy) := verdicts.of(policy)

healthy := verdicts.healthy

# `shown` is the status of the assessment, and what Defender says of it.
unhealthy(shown) := verdicts.unhealthy(sprintf("the assessment of Defender for Cloud is %s, wanted Healthy", [shown]))
