package azure.container_registry.restricted_network_test

import data.azure.container_registry.restricted_network

registry(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.containerregistry/registries/a",
	"type": "microsoft.containerregistry/registries",
	"properties": properties,
}

test_healthy_without_public_access if {
	restricted_network.healthy
		with input as registry({"publicNetworkAccess": "disabled", "networkRuleSet": {"defaultAction": "Allow"}})
}

test_healthy_when_the_firewall_denies if {
	restricted_network.healthy
		with input as registry({"publicNetworkAccess": "Enabled", "networkRuleSet": {"defaultAction": "Deny"}})
}

test_unhealthy_when_both_are_open if {
	open := registry({"publicNetworkAccess": "Enabled", "networkRuleSet": {"defaultAction": "Allow"}})
	not restricted_network.healthy with input as open
	count(restricted_network.reasons) == 1 with input as open
}

test_missing_attributes_are_unhealthy if {
	not restricted_network.healthy with input as registry({})
	not restricted_network.healthy with input as registry({"networkRuleSet": null})
}
