package lib.mfa_test

import data.lib.mfa

anna := {"id": "/providers/microsoft.graph/users/anna", "userPrincipalName": "anna@contoso.example", "userType": "Member"}

guest := object.union(anna, {"userType": "Guest"})

groups := [
	{"id": "/providers/microsoft.graph/groups/staff", "members": [{"id": "anna"}]},
	{"id": "/providers/microsoft.graph/groups/others", "members": []},
]

# As Microsoft Graph shows a policy with the usual settings.
policy := {
	"id": "/providers/microsoft.graph/conditionalaccesspolicies/p",
	"state": "enabled",
	"conditions": {
		"users": {
			"includeUsers": ["All"],
			"excludeUsers": [],
			"includeGroups": [],
			"excludeGroups": [],
			"excludeRoles": [],
			"excludeGuestsOrExternalUsers": null,
		},
		"applications": {
			"includeApplications": ["All"],
			"excludeApplications": [],
			"includeUserActions": [],
			"applicationFilter": null,
		},
		"clientAppTypes": ["all"],
		"platforms": null,
		"locations": null,
		"devices": null,
		"signInRiskLevels": [],
		"userRiskLevels": [],
	},
	"grantControls": {
		"operator": "OR",
		"builtInControls": ["mfa"],
		"customAuthenticationFactors": [],
		"termsOfUse": [],
		"authenticationStrength": null,
	},
}

inventory(policies) := {
	"by_id": {row.id: row | some row in array.concat([anna], groups)},
	"by_type": {
		"microsoft.graph/groups": groups,
		"microsoft.graph/conditionalaccesspolicies": policies,
		"microsoft.graph/securitydefaults": [{"id": "/providers/microsoft.graph/securitydefaults/a", "isEnabled": false}],
	},
}

covered_by(account, rows) if {
	holding := inventory(rows)
	users := {"anna": account}
	ids := mfa.covered(users) with data.inventory as holding
	ids == {"anna"}
}

covers(path, value) if {
	changed := json.patch(policy, [{"op": "add", "path": path, "value": value}])
	covered_by(anna, [changed])
}

users(settings) := object.union(policy, {"conditions": {"users": settings}})

test_security_defaults if {
	on := {"by_type": {"microsoft.graph/securitydefaults": [{"isEnabled": true}]}}
	off := {"by_type": {"microsoft.graph/securitydefaults": [{"isEnabled": false}, {"isEnabled": null}, {}]}}
	everybody := {"anna": anna, "guest": guest}
	all := mfa.covered(everybody) with data.inventory as on
	all == {"anna", "guest"}
	none := mfa.covered(everybody) with data.inventory as off
	none == set()
	unset := mfa.covered(everybody) with data.inventory as {}
	unset == set()
}

test_state_of_the_account if {
	covered_by(object.union(anna, {"perUserMfaState": "enforced"}), [])
	covered_by(object.union(anna, {"perUserMfaState": "Enabled"}), [])
	not covered_by(object.union(anna, {"perUserMfaState": "disabled"}), [])
	not covered_by(object.union(anna, {"perUserMfaState": null}), [])
	not covered_by(anna, [])
}

test_policy_for_everybody if {
	covered_by(anna, [policy])
	covered_by(guest, [policy])
}

test_policy_that_is_not_enabled if {
	not covers("/state", "disabled")
	not covers("/state", "enabledForReportingButNotEnforced")
	not covers("/state", null)
}

test_included_accounts if {
	covers("/conditions/users/includeUsers", ["ANNA"])
	not covers("/conditions/users/includeUsers", ["bob"])
	not covers("/conditions/users/includeUsers", null)
}

test_included_groups if {
	covered_by(anna, [users({"includeUsers": [], "includeGroups": ["others", "STAFF"]})])
	not covered_by(anna, [users({"includeUsers": [], "includeGroups": ["others"]})])
	not covered_by(anna, [users({"includeUsers": [], "includeGroups": ["missing"]})])
}

test_excluded_accounts if {
	not covers("/conditions/users/excludeUsers", ["Anna"])
	covers("/conditions/users/excludeUsers", ["bob"])
	covers("/conditions/users/excludeUsers", null)
}

test_excluded_groups if {
	not covers("/conditions/users/excludeGroups", ["Staff"])
	covers("/conditions/users/excludeGroups", ["others"])
	not covers("/conditions/users/excludeGroups", ["missing"])
}

test_excluded_roles if {
	not covers("/conditions/users/excludeRoles", ["62e90394-69f5-4237-9190-012177145e10"])
	covers("/conditions/users/excludeRoles", null)
}

test_excluded_guests if {
	every excluding in [
		users({"excludeGuestsOrExternalUsers": {"guestOrExternalUserTypes": "b2bCollaborationGuest"}}),
		users({"excludeUsers": ["GuestsOrExternalUsers"]}),
	] {
		not covered_by(guest, [excluding])
		covered_by(anna, [excluding])
	}
}

test_one_policy_is_enough if covered_by(anna, [object.union(policy, {"state": "disabled"}), policy])

test_unknown_groups if {
	excluding := users({"excludeGroups": ["Hidden"], "includeGroups": ["other-hidden"]})
	messages := mfa.unknown with data.inventory as inventory([excluding])
	messages == {"account or group hidden is not in the inventory", "account or group other-hidden is not in the inventory"}
	none := mfa.unknown with data.inventory as inventory([policy])
	none == set()
}

demands(controls) if covers("/grantControls", controls)

test_controls if {
	demands({"operator": "AND", "builtInControls": ["compliantDevice", "MFA"]})
	demands({"builtInControls": ["mfa"]})
	not demands({"operator": "OR", "builtInControls": ["mfa", "compliantDevice"]})
	not demands({"operator": "OR", "builtInControls": ["mfa"], "customAuthenticationFactors": ["duo"]})
	not demands({"operator": "OR", "builtInControls": ["mfa"], "termsOfUse": ["house-rules"]})
	not demands({"operator": "AND", "builtInControls": ["compliantDevice"]})
	not demands({"operator": "OR", "builtInControls": []})
	not demands(null)
}

strong(operator, controls, strength) if {
	demands({"operator": operator, "builtInControls": controls, "authenticationStrength": strength})
}

test_authentication_strength if {
	strong("OR", [], {"id": "00000000-0000-0000-0000-000000000002"})
	strong("OR", [], {"id": "00000000-0000-0000-0000-000000000003"})
	strong("OR", [], {"id": "00000000-0000-0000-0000-000000000004"})
	strong("AND", ["compliantDevice"], {"id": "own", "requirementsSatisfied": "MFA"})
	not strong("OR", [], {"id": "own", "requirementsSatisfied": "none"})
	not strong("OR", ["compliantDevice"], {"id": "own", "requirementsSatisfied": "mfa"})
	not strong("OR", ["mfa"], {"id": "own", "requirementsSatisfied": "none"})
	not strong("OR", ["mfa"], {})
}

applications(settings) if covers("/conditions/applications", settings)

test_applications if {
	applications({"includeApplications": ["all"]})
	applications({"includeApplications": ["00000003-0000-0ff1-ce00-000000000000", "797f4846-BA00-4fd7-ba43-dac1f8f63013"]})
	applications({"includeApplications": ["All"], "excludeApplications": ["00000003-0000-0ff1-ce00-000000000000"]})
	not applications({"includeApplications": ["MicrosoftAdminPortals"]})
	not applications({"includeApplications": []})
	not applications({"includeApplications": null})
}

test_excluded_applications if {
	not applications({"includeApplications": ["All"], "excludeApplications": ["797f4846-ba00-4fd7-ba43-dac1f8f63013"]})
	not applications({"includeApplications": ["All"], "excludeApplications": ["MicrosoftAdminPortals"]})
	not applications({"includeApplications": ["All"], "excludeApplications": ["All"]})
	not applications({"includeApplications": ["All"], "applicationFilter": {"mode": "exclude", "rule": "CustomSecurityAttribute.a eq 1"}})
}

test_clients if {
	covers("/conditions/clientAppTypes", ["browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "other"])
	not covers("/conditions/clientAppTypes", ["mobileAppsAndDesktopClients", "exchangeActiveSync", "other"])
	not covers("/conditions/clientAppTypes", ["browser", "exchangeActiveSync", "other"])
	not covers("/conditions/clientAppTypes", ["browser", "mobileAppsAndDesktopClients", "other"])
	not covers("/conditions/clientAppTypes", ["browser", "mobileAppsAndDesktopClients", "exchangeActiveSync"])
	not covers("/conditions/clientAppTypes", null)
}

test_platforms if {
	covers("/conditions/platforms", {"includePlatforms": ["all"], "excludePlatforms": []})
	not covers("/conditions/platforms", {"includePlatforms": ["all"], "excludePlatforms": ["linux"]})
	not covers("/conditions/platforms", {"includePlatforms": ["windows"], "excludePlatforms": []})
}

test_locations if {
	covers("/conditions/locations", {"includeLocations": ["All"], "excludeLocations": []})
	not covers("/conditions/locations", {"includeLocations": ["All"], "excludeLocations": ["AllTrusted"]})
	not covers("/conditions/locations", {"includeLocations": ["AllTrusted"], "excludeLocations": []})
}

test_other_conditions if {
	covers("/conditions/devices", {"includeDevices": [], "deviceFilter": null})
	covers("/conditions/devices", {"deviceFilter": ""})
	covers("/conditions/insiderRiskLevels", "")
	not covers("/conditions/signInRiskLevels", [""])
	not covers("/conditions/devices", {"includeDevices": [], "deviceFilter": {"mode": "include", "rule": "device.isCompliant -eq True"}})
	not covers("/conditions/signInRiskLevels", ["high"])
	not covers("/conditions/insiderRiskLevels", "elevated")
	not covers("/conditions/conditionYetToCome", true)
}

test_policy_without_conditions if {
	not covers("/conditions", null)
	not covers("/conditions/users", {})
}

test_policy_with_lists_of_another_shape_covers_nobody if {
	every odd in ["bob", 1, true, {"a": "b"}, [null], ["bob", 7]] {
		every path in [
			"/conditions/users/excludeUsers",
			"/conditions/users/excludeGroups",
			"/conditions/users/excludeRoles",
			"/conditions/users/includeUsers",
			"/conditions/applications/excludeApplications",
			"/grantControls/builtInControls",
			"/grantControls/customAuthenticationFactors",
			"/grantControls/termsOfUse",
		] {
			not covers(path, odd)
		}
		not covers("/conditions/platforms", {"includePlatforms": ["all"], "excludePlatforms": odd})
		not covers("/conditions/locations", {"includeLocations": ["All"], "excludeLocations": odd})
	}
	covers("/grantControls/termsOfUse", null)
}
