package lib.accounts_sample_test

# A small tenant that the tests of the policies on accounts share.
subscription := {"id": "/subscriptions/0001", "type": "microsoft.resources/subscriptions", "name": "shop", "properties": {}}

role_ids := {
	"owner": "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
	"contributor": "b24988ac-6180-42a0-ab88-20f7382dd24c",
	"reader": "acdd72a7-3385-48ef-bd42-f606fba81ae7",
	"creator": "5f1d3c0e-6f5e-4f0b-9f0a-6a5f0f4f7c11",
	"vault data": "00482a5a-887f-4fb3-b363-3b7fe8e74483",
}

role(name, actions) := {
	"id": sprintf("/providers/microsoft.authorization/roledefinitions/%s", [role_ids[name]]),
	"properties": {"permissions": [{"actions": actions, "notActions": [], "dataActions": ["*"], "notDataActions": []}]},
}

user(id, fields) := object.union(
	{"id": sprintf("/providers/microsoft.graph/users/%s", [id]), "userPrincipalName": sprintf("%s@contoso.example", [id])},
	fields,
)

good := {"userType": "Member", "accountEnabled": true, "perUserMfaState": "enforced"}

users := [
	user("anna", good),
	user("ben", good),
	user("cleo", good),
	user("dora", good),
	user("plain", object.union(good, {"perUserMfaState": "disabled"})),
	user("blocked", object.union(good, {"accountEnabled": false})),
	user("guest", object.union(good, {"userType": "Guest"})),
	user("adopted", object.union(good, {"userPrincipalName": "adopted_fabrikam.example#EXT#@contoso.example"})),
	user("bare", {}),
]

group := {"id": "/providers/microsoft.graph/groups/staff", "members": [{"id": "anna", "@odata.type": "#microsoft.graph.user"}]}

assignment(principal, role_name, scope) := {
	"id": sprintf("%s/providers/microsoft.authorization/roleassignments/%s-%s", [scope, principal, role_name]),
	"properties": {
		"scope": scope,
		"roleDefinitionId": sprintf("/providers/Microsoft.Authorization/roleDefinitions/%s", [object.get(role_ids, role_name, role_name)]),
		"principalId": principal,
		"principalType": principal_type(principal),
	},
}

principal_type("app") := "ServicePrincipal"

principal_type(name) := "User" if name != "app"

# Each assignment is a list: who, which role, where.
tenant(assignments) := {
	"by_id": {row.id: row | some row in array.concat(users, [group])},
	"by_type": {
		"microsoft.authorization/roleassignments": [assignment(entry[0], entry[1], entry[2]) | some entry in assignments],
		"microsoft.authorization/roledefinitions": [
			role("owner", ["*"]),
			role("contributor", ["*"]),
			role("reader", ["*/read"]),
			role("creator", ["Microsoft.Resources/deployments/write"]),
			role("vault data", []),
		],
		"microsoft.graph/groups": [group],
	},
}

# One role on the subscription itself, and one on a resource group of it.
here(principal, role_name) := tenant([[principal, role_name, "/subscriptions/0001"]])

below(principal, role_name) := tenant([[principal, role_name, "/subscriptions/0001/resourceGroups/rg"]])
