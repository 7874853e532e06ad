package lib.directory_test

import data.lib.directory

anna := {"id": "/providers/microsoft.graph/users/anna", "userPrincipalName": "anna@contoso.example", "userType": "Member"}

bob := {"id": "/providers/microsoft.graph/users/bob", "userPrincipalName": "bob@contoso.example", "userType": "Member"}

group(id, members) := {"id": sprintf("/providers/microsoft.graph/groups/%s", [id]), "displayName": id, "members": members}

member(id, kind) := {"id": id, "@odata.type": sprintf("#microsoft.graph.%s", [kind])}

inventory(groups) := {
	"by_id": {row.id: row | some row in array.concat([anna, bob], groups)},
	"by_type": {"microsoft.graph/groups": groups},
}

expanded(principals, groups) := found if {
	found := directory.expand(principals) with data.inventory as inventory(groups)
}

names(principals, groups) := object.keys(expanded(principals, groups).users)

unknown(principals, groups) := expanded(principals, groups).unknown

test_user if {
	names({"anna"}, [group("admins", [member("bob", "user")])]) == {"anna"}
	unknown({"anna"}, []) == set()
}

test_members_of_a_group if {
	admins := group("admins", [member("ANNA", "user"), {"id": "bob"}])
	names({"admins"}, [admins]) == {"anna", "bob"}
	unknown({"admins"}, [admins]) == set()
}

test_members_of_nested_groups if {
	groups := [
		group("admins", [member("inner", "group"), member("anna", "user"), member("bob", "user")]),
		group("inner", [member("bob", "user"), member("admins", "group")]),
	]
	names({"admins"}, groups) == {"anna", "bob"}
	unknown({"admins"}, groups) == set()
}

test_list_without_the_members_of_nested_groups_is_incomplete if {
	groups := [group("admins", [member("inner", "group")]), group("inner", [member("bob", "user")])]
	unknown({"admins"}, groups) == {"bob is missing in the members of a group"}
	unknown({"admins", "inner"}, groups) == set()
	unknown({"admins", "bob"}, groups) == set()
}

test_nested_group_without_members_is_unknown if {
	groups := [group("admins", [member("inner", "group")]), group("inner", null)]
	unknown({"admins"}, groups) == {"the members of group inner are not in the inventory"}
}

test_members_that_are_no_persons if {
	admins := group("admins", [member("app", "servicePrincipal"), member("laptop", "device"), member("card", "orgContact")])
	names({"admins"}, [admins]) == set()
	unknown({"admins"}, [admins]) == set()
}

test_empty_group if unknown({"admins"}, [group("admins", [])]) == set()

test_missing_account_is_unknown if {
	unknown({"carl"}, []) == {"account or group carl is not in the inventory"}
	unknown({"admins"}, [group("admins", [member("carl", "user")])]) == {"account or group carl is not in the inventory"}
}

test_member_without_an_id_is_unknown if {
	unknown({"admins"}, [group("admins", [{"displayName": "x"}])]) == {"account or group not set is not in the inventory"}
}

test_group_without_members_is_unknown if {
	wanted := {"the members of group admins are not in the inventory"}
	unknown({"admins"}, [group("admins", null)]) == wanted
	unknown({"admins"}, [object.remove(group("admins", []), ["members"])]) == wanted
	unknown({"admins"}, [object.union(group("admins", []), {"members@odata.nextLink": "https://graph.example/next"})]) == wanted
}

test_name if {
	directory.name(anna) == "anna@contoso.example"
	directory.name({"id": "/providers/microsoft.graph/users/carl", "userPrincipalName": null}) == "carl"
}

test_member if {
	directory.is_member({"userType": "member"})
	not directory.is_member({"userType": "Guest"})
	not directory.is_member({"userType": null})
}

test_internal if {
	directory.is_internal(anna)
	not directory.is_internal(object.union(anna, {"userType": "Guest"}))
	not directory.is_internal(object.union(anna, {"userPrincipalName": "anna_fabrikam.example#ext#@contoso.example"}))
	not directory.is_internal({"userType": "Member"})
	not directory.is_internal({"userType": "Member", "userPrincipalName": ""})
}

test_members_of_another_shape_are_unknown if {
	every odd in ["x", 1, true, {"a": {"id": "anna"}}, [null], ["anna"], [member("anna", "user"), "bob"]] {
		unknown({"admins"}, [group("admins", odd)]) == {"the members of group admins are not in the inventory"}
	}
	every odd in [null, 7, ["anna"]] {
		unknown({"admins"}, [group("admins", [{"id": odd}])]) == {"account or group not set is not in the inventory"}
	}
}
