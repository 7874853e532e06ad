# METADATA
# title: Role assignments of a subscription
# description: |
#   Who holds which role. `reach` is `subscription` (assigned there, or above and inherited), `resources` (anywhere
#   below as well) or `certain` (as `subscription`, but not what a management group only may pass down). `permissions`
#   is a set of `any`, `owner`, `read` and `write`; the last two follow from the actions of the role definition.
#   Service principals and managed identities are left out, and so is what someone may activate but does not hold.
package lib.roles

import data.lib.attributes
import data.lib.ids
import data.lib.operations
import data.lib.text

owner_role := "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"

management_group := "/providers/microsoft.management/managementgroups/"

# Pairs of an account or group and the role that it holds.
assignments(subscription, reach) := {{"principal": principal, "role": role} |
	some assignment in data.inventory.by_type["microsoft.authorization/roleassignments"]
	not is_held_by_a_machine(assignment)
	reaches(scope(assignment), subscription, reach)
	principal := lower(property(assignment, "principalId"))
	role := operations.last_segment(lower(property(assignment, "roleDefinitionId")))
} if reach in {"subscription", "resources", "certain"}

is_held_by_a_machine(assignment) if lower(property(assignment, "principalType")) in {"serviceprincipal", "device"}

property(assignment, name) := value if {
	value := object.get(assignment, ["properties", name], null)
	is_string(value)
	value != ""
} else := "not set"

# The id may be one of the tenant wherever the assignment is; the scope tells.
scope(assignment) := trim_suffix(ids.folded(assignment.properties.scope), "/") if {
	text.starts_with(assignment.properties.scope, "/")
} else := split(ids.folded(assignment.id), "/providers/microsoft.authorization/roleassignments/")[0]

reaches("", _, _) := true

reaches(scope, subscription, _) if scope == subscription.id

reaches(scope, subscription, "resources") if startswith(scope, sprintf("%s/", [subscription.id]))

reaches(scope, subscription, _) if {
	some ancestor in attributes.objects(subscription, "properties.managementGroupAncestorsChain")
	text.same(scope, sprintf("%s%s", [management_group, ancestor.name]))
}

# Without a known chain of ancestors every management group may be one of them.
reaches(scope, subscription, reach) if {
	reach != "certain"
	startswith(scope, management_group)
	not knows_ancestors(subscription)
}

knows_ancestors(subscription) if {
	chain := subscription.properties.managementGroupAncestorsChain
	is_array(chain)
	every ancestor in chain {
		is_string(ancestor.name)
	}
}

principals(assignments, permissions) := {assignment.principal |
	granting := {name | some name in roles_of(assignments); grants(name, permissions)}
	some assignment in assignments
	assignment.role in granting
}

roles_of(assignments) := {assignment.role | some assignment in assignments}

grants(_, permissions) if "any" in permissions

grants(name, permissions) if {
	name == owner_role
	"owner" in permissions
}

grants(name, permissions) if {
	some kind in permissions & {"read", "write"}
	some definition in definitions[name]
	some permission in attributes.objects(definition, "properties.permissions")
	operations.allows(permission, kind)
}

definitions[name] contains definition if {
	some definition in data.inventory.by_type["microsoft.authorization/roledefinitions"]
	name := operations.last_segment(lower(definition.id))
}

# Roles of which the inventory does not tell whether they grant the permissions.
unknown(assignments, permissions) := {message |
	some name in roles_of(assignments)
	may_grant(name, permissions)
	message := sprintf("the permissions of role definition %s are not in the inventory", [name])
}

may_grant("not set", _) := true

may_grant(name, permissions) if {
	count(permissions & {"read", "write"}) > 0
	not is_described(name)
}

is_described(name) if {
	known := definitions[name]
	every definition in known {
		permissions := attributes.objects(definition, "properties.permissions")
		count(permissions) > 0
		permissions == definition.properties.permissions
		every permission in permissions {
			permission.actions == attributes.texts(permission, "actions")
			attributes.value(permission, "notActions") in {null, attributes.texts(permission, "notActions")}
		}
	}
}
