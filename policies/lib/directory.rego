# METADATA
# title: Users and groups of the directory
# description: |
#   Accounts and groups go by their object id in lower case. Groups stand for all of their members, those of nested
#   groups too. What the inventory does not hold is never taken for safe: `unknown` says what is missing.
package lib.directory

import data.lib.attributes
import data.lib.text

# The accounts behind principals: users by object id, and what is missing to know them all. A list holds the members
# of nested groups too, so whoever turns up in a nested group alone gives an incomplete list away.
expand(principals) := {"users": found, "unknown": unknown} if {
	listed := members(principals)
	found := users(principals | listed)
	others := (principals | listed) - object.keys(found)
	hidden := (members(others - principals) - listed) - principals
	unknown := {missing(id) | some id in others; not is_whole_group(id)} | {message |
		some id in hidden
		message := sprintf("%s is missing in the members of a group", [id])
	}
}

users(ids) := {id: account |
	some id in ids
	account := data.inventory.by_id[concat("/", ["/providers/microsoft.graph/users", id])]
}

group(id) := data.inventory.by_id[concat("/", ["/providers/microsoft.graph/groups", id])]

members(principals) := {member_id(member) |
	some id in principals
	record := group(id)
	is_whole(record)
	some member in record.members
	not object.get(member, "@odata.type", "") in not_a_person
}

member_id(member) := lower(member.id) if {
	is_string(member.id)
} else := "not set"

# Of members that are not listed to the end, nobody knows who is left out.
is_whole(record) if {
	attributes.objects(record, "members") == record.members
	object.get(record, "members@odata.nextLink", null) == null
}

is_whole_group(id) if is_whole(group(id))

not_a_person := {"#microsoft.graph.servicePrincipal", "#microsoft.graph.device", "#microsoft.graph.orgContact"}

missing(id) := sprintf("the members of group %s are not in the inventory", [id]) if {
	group(id)
} else := sprintf("account or group %s is not in the inventory", [id])

# A person knows an account by the name it signs in with.
name(account) := account.userPrincipalName if {
	attributes.present(account, "userPrincipalName")
} else := split(account.id, "/")[4]

is_member(account) if text.same(account.userType, "Member")

# An account invited from another directory keeps that mark even when it was made a member.
is_internal(account) if {
	is_member(account)
	attributes.present(account, "userPrincipalName")
	not text.contains_text(account.userPrincipalName, "#EXT#")
}
