package azure.cognitive_services.restricted_network_test

import data.azure.cognitive_services.restricted_network
import data.lib.resources_sample_test as sample

account(properties) := sample.resource("microsoft.cognitiveservices/accounts", properties)

search(properties) := sample.resource("microsoft.search/searchservices", properties)

test_healthy_without_public_access if {
	sample.verdict(restricted_network) == sample.healthy with input as account({"publicNetworkAccess": "Disabled"})
	restricted_network.healthy with input as search({"publicNetworkAccess": "disabled"})
}

test_healthy_account_whose_firewall_denies if {
	restricted_network.healthy
		with input as account({"publicNetworkAccess": "Enabled", "networkAcls": {"defaultAction": "Deny"}})
}

test_healthy_search_service_with_ip_rules if {
	restricted_network.healthy
		with input as search({"publicNetworkAccess": "enabled", "networkRuleSet": {"ipRules": [{"value": "203.0.113.7"}]}})
}

test_unhealthy_account_when_open if {
	open := account({"publicNetworkAccess": "Enabled", "networkAcls": {"defaultAction": "Allow"}})
	reason := "properties.publicNetworkAccess is Enabled, wanted Disabled or network rules"
	sample.verdict(restricted_network) == sample.unhealthy(reason) with input as open
}

test_unhealthy_search_service_when_open if {
	not restricted_network.healthy
		with input as search({"publicNetworkAccess": "enabled", "networkRuleSet": {"ipRules": []}})
}

test_rules_of_the_other_service_do_not_count if {
	not restricted_network.healthy with input as search({"networkAcls": {"defaultAction": "Deny"}})
	not restricted_network.healthy with input as account({"networkRuleSet": {"ipRules": [{"value": "203.0.113.7"}]}})
}

test_malformed_rules_are_unhealthy if {
	every odd in ["x", 1, true, {"value": "203.0.113.7"}, [null], ["203.0.113.7"], [{}], [{"value": ""}], [{"value": 5}]] {
		not restricted_network.healthy with input as search({"networkRuleSet": {"ipRules": odd}})
	}
}

test_missing_settings_are_unhealthy if {
	not restricted_network.healthy with input as account({})
	not restricted_network.healthy with input as search({})
}
