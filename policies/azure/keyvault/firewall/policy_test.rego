package azure.keyvault.firewall_test

import data.azure.keyvault.firewall

vault(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.keyvault/vaults/a",
	"type": "microsoft.keyvault/vaults",
	"properties": properties,
}

parameters(restrict, allowed, forbidden) := {"azure": {"keyvault": {"firewall": {
	"restrictIPAddresses": restrict,
	"allowedIPAddresses": allowed,
	"forbiddenIPAddresses": forbidden,
}}}}

defaults := parameters("No", [], [])

denying := vault({"networkAcls": {"defaultAction": "Deny", "ipRules": [{"value": "203.0.113.7/32"}]}})

test_healthy_when_the_firewall_denies if firewall.healthy with input as denying with data.parameters as defaults

test_healthy_without_public_access if {
	firewall.healthy with input as vault({"publicNetworkAccess": "disabled"}) with data.parameters as defaults
}

test_unhealthy_when_the_firewall_allows if {
	open := vault({"networkAcls": {"defaultAction": "Allow", "ipRules": []}})
	not firewall.healthy with input as open with data.parameters as defaults
	firewall.reasons == {"properties.networkAcls.defaultAction is Allow, wanted Deny"}
		with input as open
		with data.parameters as defaults
}

test_missing_rules_are_unhealthy if {
	not firewall.healthy with input as vault({}) with data.parameters as defaults
	not firewall.healthy with input as vault({"networkAcls": null}) with data.parameters as defaults
}

test_healthy_when_every_address_is_allowed if {
	firewall.healthy with input as denying with data.parameters as parameters("Yes", ["203.0.113.0/24"], [])
}

test_unhealthy_when_an_address_is_not_allowed if {
	strict := parameters("Yes", ["198.51.100.0/24"], [])
	not firewall.healthy with input as denying with data.parameters as strict
	firewall.reasons == {"the firewall admits 203.0.113.7/32, wanted permitted addresses only"}
		with input as denying
		with data.parameters as strict
}

test_unhealthy_when_an_address_is_forbidden if {
	not firewall.healthy with input as denying with data.parameters as parameters("Yes", [], ["203.0.113.0/24"])
}

test_lists_have_no_effect_unless_addresses_are_restricted if {
	firewall.healthy
		with input as denying
		with data.parameters as parameters("No", ["198.51.100.0/24"], ["203.0.113.0/24"])
}

test_not_applicable_while_recovering if {
	not firewall.applicable with input as vault({"createMode": "Recover"})
	firewall.applicable with input as vault({"createMode": "default"})
	firewall.applicable with input as vault({})
}
