package azure.keyvault.firewall_test

import data.azure.keyvault.firewall
import data.lib.resources_sample_test as sample

vault(properties) := sample.resource("microsoft.keyvault/vaults", properties)

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
	strict := parameters("Yes", ["198.51.100.0/24"], [])
	closed := object.union(denying, {"properties": {"publicNetworkAccess": "Disabled"}})
	every resource in [vault({"publicNetworkAccess": "Disabled"}), closed] {
		sample.verdict(firewall) == sample.healthy with input as resource with data.parameters as strict
	}
}

test_unhealthy_when_the_firewall_allows if {
	open := vault({"networkAcls": {"defaultAction": "Allow", "ipRules": []}})
	sample.verdict(firewall) == sample.unhealthy("properties.networkAcls.defaultAction is Allow, wanted Deny")
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
	sample.verdict(firewall) == sample.unhealthy("the firewall admits 203.0.113.7/32, wanted permitted addresses only")
		with input as denying
		with data.parameters as strict
}

test_unhealthy_when_an_address_is_forbidden if {
	not firewall.healthy with input as denying with data.parameters as parameters("Yes", [], ["203.0.113.0/24"])
}

test_unhealthy_when_a_forbidden_address_is_among_the_admitted if {
	not firewall.healthy with input as denying with data.parameters as parameters("Yes", ["203.0.113.0/24"], ["203.0.113.7"])
	wide := vault({"networkAcls": {"defaultAction": "Deny", "ipRules": [{"value": "203.0.113.0/24"}]}})
	not firewall.healthy with input as wide with data.parameters as parameters("Yes", [], ["203.0.113.7"])
}

test_unhealthy_when_an_admitted_address_is_malformed if {
	every odd in [{}, {"value": null}, {"value": "x"}, {"value": ""}, {"value": 5}, null, "x"] {
		broken := vault({"networkAcls": {"defaultAction": "Deny", "ipRules": [odd]}})
		not firewall.healthy with input as broken with data.parameters as parameters("Yes", [], [])
		firewall.healthy with input as broken with data.parameters as defaults
	}
	nameless := vault({"networkAcls": {"defaultAction": "Deny", "ipRules": [{}]}})
	firewall.reasons == {"the firewall admits not set, wanted permitted addresses only"}
		with input as nameless
		with data.parameters as parameters("Yes", [], [])
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
