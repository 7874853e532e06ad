# METADATA
# title: Microsoft Defender for Cloud plans
# description: |
#   The plan of a whole subscription, and the solutions that a plan brings to Log Analytics workspaces. Plans set
#   on a single resource have a longer id and are left out.
package lib.defender

import data.lib.attributes
import data.lib.ids
import data.lib.text

subscription_id(resource) := concat("/", array.slice(split(resource.id, "/"), 0, 3))

# The plan of the subscription which the resource is or stands in.
plan(resource, name) := pricing if {
	id := ids.folded(sprintf("%s/providers/microsoft.security/pricings/%s", [subscription_id(resource), name]))
	pricing := data.inventory.by_id[id]
	pricing.type == "microsoft.security/pricings"
}

is_on(resource, name) if text.same(plan(resource, name).properties.pricingTier, "Standard")

# A plan that the inventory does not hold is neither on nor off.
is_off(resource, name) if text.same(plan(resource, name).properties.pricingTier, "Free")

not_on(resource, name) := attributes.mismatch(plan(resource, name), "properties.pricingTier", "Standard") if {
	plan(resource, name)
} else := sprintf("no plan %s found, wanted the Standard tier", [name])

has_solution(workspace, name) if {
	some solution in data.inventory.by_type["microsoft.operationsmanagement/solutions"]
	text.same(solution.name, sprintf("%s(%s)", [name, workspace.name]))
	ids.same(solution.properties.workspaceResourceId, workspace.id)
	text.same(solution.properties.provisioningState, "Succeeded")
}

missing_solutions(workspace, names) := {name | some name in names; not has_solution(workspace, name)}

missing_solution_reasons(workspace, names) := {reason |
	some name in missing_solutions(workspace, names)
	reason := sprintf("solution %s(%s) is missing or not in state Succeeded", [name, workspace.name])
}
