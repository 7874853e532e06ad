package azure.aks.policy_addon_test

import data.azure.aks.policy_addon
import data.lib.resources_sample_test as sample

cluster(properties) := sample.resource("microsoft.containerservice/managedclusters", properties)

test_healthy_when_the_addon_is_enabled if {
	sample.verdict(policy_addon) == sample.healthy
		with input as cluster({"addonProfiles": {"azurePolicy": {"enabled": true}}})
	policy_addon.healthy
		with input as cluster({"addonProfiles": {"omsagent": {"enabled": true}, "azurepolicy": {"enabled": true}}})
}

test_unhealthy_when_the_addon_is_disabled if {
	disabled := cluster({"addonProfiles": {"azurePolicy": {"enabled": false}, "omsagent": {"enabled": true}}})
	reason := "properties.addonProfiles.azurePolicy.enabled is not true, wanted the add-on enabled"
	sample.verdict(policy_addon) == sample.unhealthy(reason) with input as disabled
}

test_missing_addon_is_unhealthy if {
	not policy_addon.healthy with input as cluster({"addonProfiles": {}})
	not policy_addon.healthy with input as cluster({"addonProfiles": null})
	not policy_addon.healthy with input as cluster({})
}
