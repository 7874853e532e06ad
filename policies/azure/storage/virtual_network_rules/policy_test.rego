package azure.storage.virtual_network_rules_test

import data.azure.storage.virtual_network_rules
import data.lib.resources_sample_test as sample

verdict(rules) := found if {
	found := {"healthy": virtual_network_rules.healthy, "reasons": virtual_network_rules.reasons}
		with input as sample.resource("microsoft.storage/storageaccounts", {"networkAcls": rules})
}

test_healthy_when_denying_without_ip_rules if {
	verdict({"defaultAction": "deny", "ipRules": [], "virtualNetworkRules": []}) == sample.healthy
	verdict({"defaultAction": "Deny", "ipRules": []}) == sample.healthy
	verdict({"defaultAction": "Deny", "ipRules": null}) == sample.healthy
	verdict({"defaultAction": "Deny"}) == sample.healthy
}

test_malformed_ip_rules_are_unhealthy if {
	every odd in ["", "none", 0, false, {}, {"value": "203.0.113.7"}, [null]] {
		found := verdict({"defaultAction": "Deny", "ipRules": odd})
		found.healthy == false
		count(found.reasons) == 1
	}
	none := {"defaultAction": "Deny", "ipRules": "none"}
	verdict(none) == sample.unhealthy("properties.networkAcls.ipRules is none, wanted an empty list")
}

test_unhealthy_when_allowing if {
	open := {"defaultAction": "Allow", "ipRules": []}
	verdict(open) == sample.unhealthy("properties.networkAcls.defaultAction is Allow, wanted Deny")
}

test_unhealthy_with_an_ip_rule if {
	ruled := {"defaultAction": "Deny", "ipRules": [{"value": "203.0.113.7", "action": "Allow"}]}
	verdict(ruled) == sample.unhealthy("properties.networkAcls.ipRules holds 1, wanted none")
}

test_missing_rules_are_unhealthy if {
	verdict(null).healthy == false
	verdict({"ipRules": []}).healthy == false
	not virtual_network_rules.healthy with input as {"properties": {}}
}
