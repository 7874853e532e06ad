# METADATA
# title: Accounts with permissions on a subscription
# description: |
#   The persons who hold a role, by themselves or through a group, and what is wrong with their accounts. `reach` and
#   `permissions` are those of lib.roles. Whatever the inventory lacks to answer counts against the subscription.
package lib.accounts

import data.lib.attributes
import data.lib.directory
import data.lib.mfa
import data.lib.roles

holders(subscription, reach, permissions) := {"users": found.users, "unknown": unknown} if {
	held := roles.assignments(subscription, reach)
	found := directory.expand(roles.principals(held, permissions))
	unknown := found.unknown | roles.unknown(held, permissions)
}

exist(found) if count(found.users) + count(found.unknown) > 0

without_mfa(found) := found.unknown | {reason |
	covered := mfa.covered(found.users)
	some id, account in found.users
	not id in covered
	some reason in {no_mfa(account)} | mfa.unknown
}

no_mfa(account) := sprintf("account %s has no multifactor authentication in force", [directory.name(account)])

blocked(found) := found.unknown | {reason |
	some account in found.users
	not object.get(account, "accountEnabled", null) == true
	reason := mismatch(account, "accountEnabled", "no role for a blocked account")
}

guests(found) := found.unknown | {reason |
	some account in found.users
	not directory.is_member(account)
	reason := mismatch(account, "userType", "no role for a guest")
}

external(found) := guests(found) | {reason |
	some account in found.users
	directory.is_member(account)
	not directory.is_internal(account)
	reason := sprintf("account %s is not known to belong to this directory", [directory.name(account)])
}

mismatch(account, field, wanted) := sprintf("account %s: %s", [
	directory.name(account),
	attributes.mismatch(account, field, wanted),
])
