package azure.storage.default_network_deny_test

import data.azure.storage.default_network_deny
import data.lib.resources_sample_test as sample

unhealthy(value) := sample.unhealthy(sprintf("properties.networkAcls.defaultAction is %s, wanted Deny", [value]))

verdict(properties) := found if {
	found := {"healthy": default_network_deny.healthy, "reasons": default_network_deny.reasons}
		with input as sample.resource("microsoft.storage/storageaccounts", properties)
}

test_healthy_when_default_action_is_deny if {
	verdict({"networkAcls": {"defaultAction": "Deny"}}) == sample.healthy
	verdict({"networkAcls": {"defaultAction": "DENY"}}) == sample.healthy
}

test_unhealthy_when_default_action_is_allow if verdict({"networkAcls": {"defaultAction": "Allow"}}) == unhealthy("Allow")

test_missing_default_action_is_unhealthy if verdict({}) == unhealthy("not set")
