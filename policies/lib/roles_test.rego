package lib.roles_test

import data.lib.roles

reader := "acdd72a7-3385-48ef-bd42-f606fba81ae7"

contributor := "b24988ac-6180-42a0-ab88-20f7382dd24c"

shop := {"id": "/subscriptions/0001", "type": "microsoft.resources/subscriptions", "properties": {}}

placed := object.union(shop, {"properties": {"managementGroupAncestorsChain": [{"name": "Platform"}, {"name": "fabrikam"}]}})

assignment(id, scope, name) := {
	"id": id,
	"type": "microsoft.authorization/roleassignments",
	"properties": {
		"scope": scope,
		"roleDefinitionId": sprintf("/subscriptions/0001/providers/Microsoft.Authorization/roleDefinitions/%s", [upper(name)]),
		"principalId": "ANNA",
		"principalType": "User",
	},
}

definition(name, permissions) := {
	"id": sprintf("/providers/microsoft.authorization/roledefinitions/%s", [upper(name)]),
	"type": "microsoft.authorization/roledefinitions",
	"properties": {"roleName": "role", "permissions": permissions},
}

inventory(assignments, definitions) := {"by_type": {
	"microsoft.authorization/roleassignments": assignments,
	"microsoft.authorization/roledefinitions": definitions,
}}

at(scope) := inventory([assignment("/providers/microsoft.authorization/roleassignments/a", scope, reader)], [])

found(subscription, reach, scope) if {
	holding := at(scope)
	list := roles.assignments(subscription, reach) with data.inventory as holding
	list == {{"principal": "anna", "role": reader}}
}

test_on_the_subscription_itself if {
	every reach in ["subscription", "resources", "certain"] {
		found(shop, reach, "/subscriptions/0001")
		found(shop, reach, "/Subscriptions/0001/")
		not found(shop, reach, "/subscriptions/0002")
		not found(shop, reach, "/subscriptions/00012")
	}
}

test_other_words_reach_nothing if not roles.assignments(shop, "subscriptions")

test_below_the_subscription if {
	found(shop, "resources", "/subscriptions/0001/resourceGroups/rg")
	not found(shop, "subscription", "/subscriptions/0001/resourceGroups/rg")
	not found(shop, "certain", "/subscriptions/0001/resourceGroups/rg")
	not found(shop, "resources", "/subscriptions/00012/resourceGroups/rg")
}

test_inherited_from_the_tenant if {
	found(shop, "certain", "/")
	found(placed, "subscription", "/")
}

test_inherited_from_a_management_group if {
	every reach in ["subscription", "resources", "certain"] {
		found(placed, reach, "/providers/Microsoft.Management/managementGroups/platform")
		found(placed, reach, "/providers/Microsoft.Management/managementGroups/Fabrikam")
		not found(placed, reach, "/providers/Microsoft.Management/managementGroups/sandbox")
	}
}

test_any_management_group_may_be_above if {
	found(shop, "subscription", "/providers/Microsoft.Management/managementGroups/sandbox")
	found(shop, "resources", "/providers/Microsoft.Management/managementGroups/sandbox")
	not found(shop, "certain", "/providers/Microsoft.Management/managementGroups/sandbox")
	not found(shop, "subscription", "/providers/Microsoft.Capacity")
}

test_scope_from_the_id if {
	below := {"id": "/subscriptions/0001/resourcegroups/rg/providers/Microsoft.Authorization/roleAssignments/a"}
	roles.scope(below) == "/subscriptions/0001/resourcegroups/rg"
	roles.scope(assignment("/subscriptions/0001/providers/microsoft.authorization/roleassignments/a", "/", reader)) == ""
	every odd in [null, "", "x", 7] {
		roles.scope({"id": "/providers/microsoft.authorization/roleassignments/a", "properties": {"scope": odd}}) == ""
	}
}

kept(principal_type) if {
	row := object.union(assignment("/a", "/", reader), {"properties": {"principalType": principal_type}})
	list := roles.assignments(shop, "subscription") with data.inventory as inventory([row], [])
	count(list) == 1
}

test_persons_and_groups_are_kept if {
	every principal_type in ["User", "Group", "ForeignGroup", "Unknown", "", null] {
		kept(principal_type)
	}
}

test_service_principals_are_left_out if {
	not kept("serviceprincipal")
	not kept("ServicePrincipal")
	not kept("Device")
}

test_assignment_that_says_nothing if {
	rows := [
		{"id": "/a", "properties": {"roleDefinitionId": ""}},
		{"id": "/b"},
		{"id": "/c", "properties": {"scope": "/", "principalId": null}},
	]
	list := roles.assignments(object.union(shop, {"id": "/a"}), "subscription") with data.inventory as inventory(rows, [])
	list == {{"principal": "not set", "role": "not set"}}
}

actions(list) := {"actions": list, "notActions": []}

definitions := [
	definition(reader, [actions(["*/read"])]),
	definition(contributor, [actions([]), actions(["*"])]),
	definition(roles.owner_role, [actions(["*"])]),
]

granting(name, permissions) if {
	list := {{"principal": "anna", "role": name}}
	described := inventory([], definitions)
	principals := roles.principals(list, permissions) with data.inventory as described
	principals == {"anna"}
}

test_owner if {
	granting(roles.owner_role, {"owner"})
	granting(roles.owner_role, {"write"})
	not granting(contributor, {"owner"})
	not granting(reader, {"owner"})
}

test_owner_needs_no_definition if {
	list := {{"principal": "anna", "role": "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"}}
	principals := roles.principals(list, {"owner"}) with data.inventory as inventory([], [])
	principals == {"anna"}
	readers := roles.principals(list, {"read"}) with data.inventory as inventory([], [])
	readers == set()
	messages := roles.unknown(list, {"owner"}) with data.inventory as inventory([], [])
	messages == set()
}

test_write if {
	granting(contributor, {"write"})
	not granting(reader, {"write"})
	granting(reader, {"read", "write"})
}

test_read if {
	granting(reader, {"read"})
	granting(contributor, {"read"})
}

test_any if granting("1c7d8d5c-9e3a-4c0e-8b57-0d8f7fb2c0d3", {"any"})

unknown_among(rows, permissions) := messages if {
	list := {{"principal": "anna", "role": reader}}
	messages := roles.unknown(list, permissions) with data.inventory as inventory([], rows)
}

missing_role := {sprintf("the permissions of role definition %s are not in the inventory", [reader])}

test_missing_definition_is_unknown if {
	unknown_among([], {"read"}) == missing_role
	unknown_among([], {"write"}) == missing_role
	unknown_among([], {"any"}) == set()
}

test_definition_without_permissions_is_unknown if {
	unknown_among([definition(reader, null)], {"read"}) == missing_role
	unknown_among([definition(reader, [])], {"read"}) == missing_role
	unknown_among([definition(reader, [{"dataActions": []}])], {"read"}) == missing_role
	twice := [definition(reader, [actions(["*/read"])]), definition(reader, [actions([]), {"actions": null}])]
	unknown_among(twice, {"read"}) == missing_role
}

test_described_definition_is_known if unknown_among(definitions, {"read", "write"}) == set()

test_assignment_without_a_role_is_unknown if {
	list := {{"principal": "anna", "role": "not set"}}
	messages := roles.unknown(list, {"owner"}) with data.inventory as inventory([], definitions)
	messages == {"the permissions of role definition not set are not in the inventory"}
}

test_assignment_of_another_shape_is_unknown if {
	every odd in [1, true, ["x"], {"a": "b"}] {
		row := {"id": "/subscriptions/0001/providers/microsoft.authorization/roleassignments/a", "properties": {
			"scope": odd,
			"principalId": odd,
			"principalType": odd,
			"roleDefinitionId": odd,
		}}
		list := roles.assignments(shop, "certain") with data.inventory as inventory([row], [])
		list == {{"principal": "not set", "role": "not set"}}
	}
}

test_ancestors_of_another_shape_are_unknown if {
	every odd in ["x", 1, {"a": {"name": "platform"}}, [null], ["platform"], [{"displayName": "platform"}], [{"name": 7}]] {
		odd_shop := object.union(shop, {"properties": {"managementGroupAncestorsChain": odd}})
		found(odd_shop, "subscription", "/providers/Microsoft.Management/managementGroups/sandbox")
		not found(odd_shop, "certain", "/providers/Microsoft.Management/managementGroups/sandbox")
	}
	root := object.union(shop, {"properties": {"managementGroupAncestorsChain": []}})
	not found(root, "subscription", "/providers/Microsoft.Management/managementGroups/sandbox")
}

test_definition_of_another_shape_is_unknown if {
	every odd in ["x", 1, true, {"a": {}}, [null], [actions(["*/read"]), null]] {
		unknown_among([definition(reader, odd)], {"read"}) == missing_role
	}
	every odd in ["*/read", 1, {"a": "b"}, [null], ["*/read", 7]] {
		unknown_among([definition(reader, [actions(odd)])], {"read"}) == missing_role
		unknown_among([definition(reader, [{"actions": ["*/read"], "notActions": odd}])], {"read"}) == missing_role
	}
	unknown_among([definition(reader, [{"actions": ["*/read"]}])], {"read"}) == set()
}
