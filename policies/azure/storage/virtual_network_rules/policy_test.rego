package azure.storage.virtual_network_rules_test

import data.azure.storage.virtual_network_rules

account(rules) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.storage/storageaccounts/a",
	"type": "microsoft.storage/storageaccounts",
	"properties": {"networkAcls": rules},
}

test_healthy_when_denying_without_ip_rules if {
	virtual_network_rules.healthy
		with input as account({"defaultAction": "deny", "ipRules": [], "virtualNetworkRules": []})
	virtual_network_rules.healthy with input as account({"defaultAction": "Deny"})
}

test_unhealthy_when_allowing if {
	not virtual_network_rules.healthy with input as account({"defaultAction": "Allow", "ipRules": []})
	virtual_network_rules.reasons == {"properties.networkAcls.defaultAction is Allow, wanted Deny"}
		with input as account({"defaultAction": "Allow", "ipRules": []})
}

test_unhealthy_with_an_ip_rule if {
	ruled := account({"defaultAction": "Deny", "ipRules": [{"value": "203.0.113.7", "action": "Allow"}]})
	not virtual_network_rules.healthy with input as ruled
	virtual_network_rules.reasons == {"properties.networkAcls.ipRules holds 1, wanted none"} with input as ruled
}

test_missing_rules_are_unhealthy if {
	not virtual_network_rules.healthy with input as account(null)
	not virtual_network_rules.healthy with input as account({"ipRules": []})
	not virtual_network_rules.healthy with input as {"properties": {}}
}
