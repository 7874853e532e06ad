package azure.container_registry.restricted_network_test

import data.azure.container_registry.restricted_network
import data.lib.resources_sample_test as sample

registry(properties) := sample.resource("microsoft.containerregistry/registries", properties)

test_healthy_without_public_access if {
	closed := registry({"publicNetworkAccess": "disabled", "networkRuleSet": {"defaultAction": "Allow"}})
	sample.verdict(restricted_network) == sample.healthy with input as closed
}

test_healthy_when_the_firewall_denies if {
	restricted_network.healthy
		with input as registry({"publicNetworkAccess": "Enabled", "networkRuleSet": {"defaultAction": "Deny"}})
}

test_unhealthy_when_both_are_open if {
	open := registry({"publicNetworkAccess": "Enabled", "networkRuleSet": {"defaultAction": "Allow"}})
	sample.verdict(restricted_network) == sample.unhealthy(concat(", or ", [
		"properties.publicNetworkAccess is Enabled, wanted Disabled",
		"properties.networkRuleSet.defaultAction is Allow, wanted Deny",
	])) with input as open
}

test_missing_attributes_are_unhealthy if {
	not restricted_network.healthy with input as registry({})
	not restricted_network.healthy with input as registry({"networkRuleSet": null})
}
