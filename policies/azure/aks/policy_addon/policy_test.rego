package azure.aks.policy_addon_test

import data.azure.aks.policy_addon

cluster(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.containerservice/managedclusters/a",
	"type": "microsoft.containerservice/managedclusters",
	"properties": properties,
}

test_healthy_when_the_addon_is_enabled if {
	policy_addon.healthy with input as cluster({"addonProfiles": {"azurePolicy": {"enabled": true}}})
	policy_addon.healthy
		with input as cluster({"addonProfiles": {"omsagent": {"enabled": true}, "azurepolicy": {"enabled": true}}})
}

test_unhealthy_when_the_addon_is_disabled if {
	disabled := cluster({"addonProfiles": {"azurePolicy": {"enabled": false}, "omsagent": {"enabled": true}}})
	not policy_addon.healthy with input as disabled
	count(policy_addon.reasons) == 1 with input as disabled
}

test_missing_addon_is_unhealthy if {
	not policy_addon.healthy with input as cluster({"addonProfiles": {}})
	not policy_addon.healthy with input as cluster({"addonProfiles": null})
	not policy_addon.healthy with input as cluster({})
}
