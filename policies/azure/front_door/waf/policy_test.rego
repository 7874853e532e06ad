package azure.front_door.waf_test

import data.azure.front_door.waf
import data.lib.resources_sample_test as sample

front_door(endpoints) := sample.resource("microsoft.network/frontdoors", {"frontendEndpoints": endpoints})

policy_id := "/subscriptions/0001/resourcegroups/shop/providers/microsoft.network/frontdoorwebapplicationfirewallpolicies/a"

linked := {"properties": {"webApplicationFirewallPolicyLink": {"id": policy_id}}}

unlinked := {"properties": {"webApplicationFirewallPolicyLink": null}}

test_healthy_when_an_endpoint_is_linked if {
	sample.verdict(waf) == sample.healthy with input as front_door([linked])
	waf.healthy with input as front_door([unlinked, linked])
}

test_unhealthy_when_no_endpoint_is_linked if {
	reason := "no frontend endpoint has a webApplicationFirewallPolicyLink, wanted a linked policy"
	sample.verdict(waf) == sample.unhealthy(reason) with input as front_door([unlinked])
}

test_malformed_link_is_unhealthy if {
	every odd in [null, "", 1, true, [], {}] {
		not waf.healthy with input as front_door([{"properties": {"webApplicationFirewallPolicyLink": {"id": odd}}}])
	}
	every odd in ["x", 1, true, linked, [null], ["x"]] {
		not waf.healthy with input as front_door(odd)
	}
}

test_missing_link_is_unhealthy if {
	not waf.healthy with input as front_door([{"properties": {}}])
	not waf.healthy with input as front_door([])
	not waf.healthy with input as {"properties": {}}
}
