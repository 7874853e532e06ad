# METADATA
# title: Multifactor authentication in force
# description: |
#   An account signs in to Azure with a second factor where security defaults are on, where its own state is enabled
#   or enforced, or where one conditional access policy demands it without a gap: of everybody or of this account,
#   for Azure management, from any place, platform, client and at any risk. `MicrosoftAdminPortals` alone is not
#   enough: command line and API stay outside. Directory roles are not in the inventory, so a policy that excludes
#   some covers nobody for certain.
package lib.mfa

import data.lib.attributes
import data.lib.directory
import data.lib.text

management := "797f4846-ba00-4fd7-ba43-dac1f8f63013"

# Multifactor, passwordless and phishing-resistant authentication, as Microsoft defines them.
strengths := [
	"00000000-0000-0000-0000-000000000002",
	"00000000-0000-0000-0000-000000000003",
	"00000000-0000-0000-0000-000000000004",
]

# Of users by object id, the ids of those under multifactor authentication.
covered(users) := object.keys(users) if {
	security_defaults
} else := {id | some id, account in users; is_enforced(account)} | union({ids |
	candidates := {true: object.keys(users), false: members(users)}
	some policy in policies
	ids := chosen(policy, candidates[policy.covers_external]) - policy.excluded
})

# Where every policy covers external accounts, there is no need to tell them from others.
members(users) := object.keys(users) if {
	every policy in policies {
		policy.covers_external
	}
} else := {id | some id, account in users; directory.is_internal(account)}

chosen(policy, candidates) := candidates if {
	policy.covers_everybody
} else := policy.included & candidates

security_defaults if {
	some setting in data.inventory.by_type["microsoft.graph/securitydefaults"]
	setting.isEnabled == true
}

is_enforced(account) if {
	is_string(account.perUserMfaState)
	lower(account.perUserMfaState) in {"enabled", "enforced"}
}

# The policies that demand it without a gap, and whom they concern.
policies := [policy |
	some record in effective
	excluded_groups := directory.expand(listed(record, "excludeGroups"))
	count(excluded_groups.unknown) == 0
	policy := {
		"covers_everybody": "all" in listed(record, "includeUsers"),
		"included": listed(record, "includeUsers") | object.keys(directory.expand(listed(record, "includeGroups")).users),
		"excluded": listed(record, "excludeUsers") | object.keys(excluded_groups.users),
		"covers_external": covers_external(record),
	}
]

effective := [record |
	some record in data.inventory.by_type["microsoft.graph/conditionalaccesspolicies"]
	text.same(record.state, "enabled")
	is_readable(record)
	demands_mfa(record)
	guards_management(record)
	is_unlimited(record)
	count(listed(record, "excludeRoles")) == 0
]

# Nobody knows what a policy leaves out by lists of another shape than Microsoft Graph gives them.
is_readable(record) if {
	every path in lists {
		attributes.value(record, path) in {null, attributes.texts(record, path)}
	}
}

lists := [
	"conditions.applications.excludeApplications",
	"conditions.locations.excludeLocations",
	"conditions.platforms.excludePlatforms",
	"conditions.users.excludeGroups",
	"conditions.users.excludeRoles",
	"conditions.users.excludeUsers",
	"grantControls.builtInControls",
	"grantControls.customAuthenticationFactors",
	"grantControls.termsOfUse",
]

# Groups that decide whom a policy covers, but of whom the inventory does not hold all members.
unknown := {message |
	some record in effective
	some field in ["includeGroups", "excludeGroups"]
	some message in directory.expand(listed(record, field)).unknown
}

listed(record, field) := {lower(id) | some id in attributes.texts(record, sprintf("conditions.users.%s", [field]))}

covers_external(record) := true if {
	not "guestsorexternalusers" in listed(record, "excludeUsers")
	not attributes.present(record, "conditions.users.excludeGuestsOrExternalUsers")
} else := false

demands_mfa(policy) if {
	asks_for_mfa(policy)
	text.same(policy.grantControls.operator, "AND")
}

demands_mfa(policy) if {
	asks_for_mfa(policy)
	count(alternatives(policy)) == 0
}

asks_for_mfa(policy) if text.one_of("mfa", attributes.texts(policy, "grantControls.builtInControls"))

asks_for_mfa(policy) if is_mfa(policy.grantControls.authenticationStrength)

is_mfa(strength) if text.same(strength.requirementsSatisfied, "mfa")

is_mfa(strength) if text.one_of(strength.id, strengths)

alternatives(policy) := {control |
	some field in ["builtInControls", "customAuthenticationFactors", "termsOfUse"]
	some control in attributes.texts(policy, sprintf("grantControls.%s", [field]))
	not text.same(control, "mfa")
} | {strength |
	strength := attributes.value(policy, "grantControls.authenticationStrength")
	strength != null
	not is_mfa(strength)
}

guards_management(policy) if {
	text.one_of(policy.conditions.applications.includeApplications[_], ["All", management])
	attributes.absent(policy, "conditions.applications.applicationFilter")
	every id in attributes.texts(policy, "conditions.applications.excludeApplications") {
		not text.one_of(id, ["All", management, "MicrosoftAdminPortals"])
	}
}

is_unlimited(policy) if {
	every_client(attributes.texts(policy, "conditions.clientAppTypes"))
	everywhere(policy, "platforms", "Platforms")
	everywhere(policy, "locations", "Locations")
	every name, condition in policy.conditions {
		applies_always(name, condition)
	}
}

every_client(types) if text.one_of("all", types)

every_client(types) if {
	every wanted in ["browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "other"] {
		text.one_of(wanted, types)
	}
}

everywhere(policy, condition, _) if is_vacant(attributes.value(policy, sprintf("conditions.%s", [condition])))

everywhere(policy, condition, suffix) if {
	text.one_of("all", attributes.texts(policy, sprintf("conditions.%s.include%s", [condition, suffix])))
	attributes.texts(policy, sprintf("conditions.%s.exclude%s", [condition, suffix])) == []
}

applies_always(name, _) if name in {"users", "applications", "clientAppTypes", "platforms", "locations"}

# Risk levels, devices, sign-in flows and whatever condition is yet to come.
applies_always(_, condition) if is_vacant(condition)

is_vacant(condition) if condition in {null, "", []}

is_vacant(condition) if {
	is_object(condition)
	every value in condition {
		value in {null, "", []}
	}
}
