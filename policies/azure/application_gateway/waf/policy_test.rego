package azure.application_gateway.waf_test

import data.azure.application_gateway.waf

gateway(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.network/applicationgateways/a",
	"type": "microsoft.network/applicationgateways",
	"properties": properties,
}

test_healthy_with_a_configuration if {
	waf.healthy with input as gateway({"webApplicationFirewallConfiguration": {"enabled": true}})
}

policy_id := "/subscriptions/0001/resourcegroups/shop/providers/microsoft.network/applicationgatewaywebapplicationfirewallpolicies/a"

test_healthy_with_a_policy if waf.healthy with input as gateway({"firewallPolicy": {"id": policy_id}})

test_unhealthy_when_both_are_null if {
	open := gateway({"webApplicationFirewallConfiguration": null, "firewallPolicy": null})
	not waf.healthy with input as open
	count(waf.reasons) == 1 with input as open
}

test_missing_firewall_is_unhealthy if {
	not waf.healthy with input as gateway({"sku": {"name": "WAF_v2", "tier": "WAF_v2"}})
}
