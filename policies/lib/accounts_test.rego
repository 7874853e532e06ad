package lib.accounts_test

import data.lib.accounts
import data.lib.accounts_sample_test as sample

holders(inventory) := found if {
	found := accounts.holders(sample.subscription, "resources", {"owner", "write"}) with data.inventory as inventory
}

test_holders if {
	found := holders(sample.tenant([
		["anna", "owner", "/subscriptions/0001"],
		["ben", "contributor", "/subscriptions/0001/resourceGroups/rg"],
		["cleo", "reader", "/subscriptions/0001"],
		["app", "owner", "/subscriptions/0001"],
		["dora", "owner", "/subscriptions/0002"],
	]))
	object.keys(found.users) == {"anna", "ben"}
	found.unknown == set()
}

test_holders_through_a_group if {
	found := holders(sample.here("staff", "owner"))
	object.keys(found.users) == {"anna"}
}

test_unknown_holders if {
	holders(sample.here("nobody", "owner")) == {"users": {}, "unknown": {"account or group nobody is not in the inventory"}}
	holders(sample.here("anna", "other")).unknown == {"the permissions of role definition other are not in the inventory"}
}

test_exist if {
	accounts.exist({"users": {"anna": sample.users[0]}, "unknown": set()})
	accounts.exist({"users": {}, "unknown": {"x"}})
	not accounts.exist({"users": {}, "unknown": set()})
}

among(ids) := {"users": users, "unknown": {"x"}} if {
	users := {id: account | some account in sample.users; id := split(account.id, "/")[4]; id in ids}
}

test_without_mfa if {
	found := among({"anna", "plain", "bare"})
	reasons := accounts.without_mfa(found) with data.inventory as {"by_type": {}}
	reasons == {
		"x",
		"account plain@contoso.example has no multifactor authentication in force",
		"account bare@contoso.example has no multifactor authentication in force",
	}
}

hidden_group := {"by_type": {"microsoft.graph/conditionalaccesspolicies": [{
	"state": "enabled",
	"conditions": {
		"users": {"includeUsers": ["All"], "excludeGroups": ["hidden"]},
		"applications": {"includeApplications": ["All"]},
		"clientAppTypes": ["all"],
	},
	"grantControls": {"operator": "OR", "builtInControls": ["mfa"]},
}]}}

test_unknown_groups_matter_to_accounts_without_mfa if {
	plain := among({"plain"})
	reasons := accounts.without_mfa(plain) with data.inventory as hidden_group
	count(reasons) == 3
	"account or group hidden is not in the inventory" in reasons
	anna := among({"anna"})
	none := accounts.without_mfa(anna) with data.inventory as hidden_group
	none == {"x"}
}

test_blocked if {
	accounts.blocked(among({"anna", "guest", "blocked", "bare"})) == {
		"x",
		"account blocked@contoso.example: accountEnabled is false, wanted no role for a blocked account",
		"account bare@contoso.example: accountEnabled is not set, wanted no role for a blocked account",
	}
}

test_guests if {
	accounts.guests(among({"anna", "adopted", "blocked", "guest", "bare"})) == {
		"x",
		"account guest@contoso.example: userType is Guest, wanted no role for a guest",
		"account bare@contoso.example: userType is not set, wanted no role for a guest",
	}
}

test_external if {
	accounts.external(among({"anna", "adopted", "guest"})) == {
		"x",
		"account guest@contoso.example: userType is Guest, wanted no role for a guest",
		"account adopted_fabrikam.example#EXT#@contoso.example is not known to belong to this directory",
	}
}
