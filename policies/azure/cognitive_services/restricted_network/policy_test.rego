package azure.cognitive_services.restricted_network_test

import data.azure.cognitive_services.restricted_network

account(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.cognitiveservices/accounts/a",
	"type": "microsoft.cognitiveservices/accounts",
	"properties": properties,
}

search(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.search/searchservices/a",
	"type": "microsoft.search/searchservices",
	"properties": properties,
}

test_healthy_without_public_access if {
	restricted_network.healthy with input as account({"publicNetworkAccess": "Disabled"})
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
	not restricted_network.healthy with input as open
	restricted_network.reasons == {"properties.publicNetworkAccess is Enabled, wanted Disabled or network rules"}
		with input as open
}

test_unhealthy_search_service_when_open if {
	not restricted_network.healthy
		with input as search({"publicNetworkAccess": "enabled", "networkRuleSet": {"ipRules": []}})
}

test_missing_settings_are_unhealthy if {
	not restricted_network.healthy with input as account({})
	not restricted_network.healthy with input as search({})
}
