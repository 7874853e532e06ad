package azure.application_gateway.waf_test

import data.azure.application_gateway.waf
import data.lib.resources_sample_test as sample

gateway(properties) := sample.resource("microsoft.network/applicationgateways", properties)

test_healthy_with_a_configuration if {
	sample.verdict(waf) == sample.healthy
		with input as gateway({"webApplicationFirewallConfiguration": {"enabled": true}})
}

policy_id := "/subscriptions/0001/resourcegroups/shop/providers/microsoft.network/applicationgatewaywebapplicationfirewallpolicies/a"

test_healthy_with_a_policy if waf.healthy with input as gateway({"firewallPolicy": {"id": policy_id}})

test_unhealthy_when_both_are_null if {
	open := gateway({"webApplicationFirewallConfiguration": null, "firewallPolicy": null})
	reason := "neither webApplicationFirewallConfiguration nor firewallPolicy is set, wanted either"
	sample.verdict(waf) == sample.unhealthy(reason) with input as open
}

test_healthy_when_the_configuration_is_switched_off if {
	waf.healthy with input as gateway({"webApplicationFirewallConfiguration": {"enabled": false}})
}

test_malformed_firewall_is_unhealthy if {
	every odd in ["", "x", 1, true, false, [], {}, [null]] {
		not waf.healthy with input as gateway({"webApplicationFirewallConfiguration": odd, "firewallPolicy": null})
		not waf.healthy with input as gateway({"webApplicationFirewallConfiguration": null, "firewallPolicy": odd})
	}
}

test_missing_firewall_is_unhealthy if {
	not waf.healthy with input as gateway({"sku": {"name": "WAF_v2", "tier": "WAF_v2"}})
}
