package lib.defender_sample_test

# A subscription, and its Defender plans by name and tier.
subscription := {"id": "/subscriptions/0001", "type": "microsoft.resources/subscriptions"}

pricing(scope, name, properties) := {
	"id": sprintf("%s/providers/microsoft.security/pricings/%s", [scope, lower(name)]),
	"type": "microsoft.security/pricings",
	"name": name,
	"properties": properties,
}

pricings(list) := {"by_id": {row.id: row | some row in list}}

plans(tiers) := pricings([pricing("/subscriptions/0001", name, {"pricingTier": tier}) | some name, tier in tiers])

# A workspace, and the solutions that it has.
workspace := {
	"id": "/subscriptions/0001/resourcegroups/soc/providers/microsoft.operationalinsights/workspaces/log-shop",
	"type": "microsoft.operationalinsights/workspaces",
	"name": "log-shop",
}

solution(name, properties) := {
	"name": sprintf("%s(log-shop)", [name]),
	"properties": object.union(
		{
			"workspaceResourceId": "/subscriptions/0001/resourceGroups/SOC/providers/Microsoft.OperationalInsights/workspaces/log-shop",
			"provisioningState": "Succeeded",
		},
		properties,
	),
}

solutions(list) := {"by_type": {"microsoft.operationsmanagement/solutions": list}}

workspace_inventory(tiers, names) := object.union(plans(tiers), solutions([solution(name, {}) | some name in names]))
