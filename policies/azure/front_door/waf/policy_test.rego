package azure.front_door.waf_test

import data.azure.front_door.waf

front_door(endpoints) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.network/frontdoors/a",
	"type": "microsoft.network/frontdoors",
	"properties": {"frontendEndpoints": endpoints},
}

policy_id := "/subscriptions/0001/resourcegroups/shop/providers/microsoft.network/frontdoorwebapplicationfirewallpolicies/a"

linked := {"properties": {"webApplicationFirewallPolicyLink": {"id": policy_id}}}

unlinked := {"properties": {"webApplicationFirewallPolicyLink": null}}

test_healthy_when_an_endpoint_is_linked if {
	waf.healthy with input as front_door([linked])
	waf.healthy with input as front_door([unlinked, linked])
}

test_unhealthy_when_no_endpoint_is_linked if {
	not waf.healthy with input as front_door([unlinked])
	count(waf.reasons) == 1 with input as front_door([unlinked])
}

test_missing_link_is_unhealthy if {
	not waf.healthy with input as front_door([{"properties": {}}])
	not waf.healthy with input as front_door([])
	not waf.healthy with input as {"properties": {}}
}
