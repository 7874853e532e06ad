package azure.iot_hub.large_ip_range_test

import data.azure.iot_hub.large_ip_range
import data.lib.resources_sample_test as sample

hub(classic, network) := sample.resource("microsoft.devices/iothubs", {
	"ipFilterRules": [{"filterName": "rule", "action": action, "ipMask": mask} | some [action, mask] in classic],
	"networkRuleSets": {
		"defaultAction": "Deny",
		"ipRules": [{"filterName": "rule", "action": "Allow", "ipMask": mask} | some mask in network],
	},
})

limits := {"azure": {"iot_hub": {"large_ip_range": {"shortestPrefixIPv4": 16, "shortestPrefixIPv6": 48}}}}

narrow := ["203.0.113.7", "203.0.113.0/24", "10.1.0.0/16", "2001:db8::1", "2001:db8:1::/48"]

wide := ["10.0.0.0/15", "0.0.0.0/0", "2001:db8::/47", "::/0"]

test_healthy_with_narrow_ranges if {
	every object in [hub([], narrow), hub([["Accept", mask] | some mask in narrow], [])] {
		large_ip_range.applicable with input as object with data.parameters as limits
		large_ip_range.healthy with input as object with data.parameters as limits
		large_ip_range.reasons == set() with input as object with data.parameters as limits
	}
}

test_unhealthy_with_a_wide_range if {
	every mask in wide {
		every object in [hub([], [mask]), hub([["Accept", mask]], []), hub([["Other", mask]], narrow)] {
			not large_ip_range.healthy with input as object with data.parameters as limits
			large_ip_range.reasons == {sprintf("a rule allows %s, wanted smaller ranges only", [mask])}
				with input as object
				with data.parameters as limits
		}
	}
}

test_rejected_ranges_may_be_wide if {
	every action in ["Reject", "reject"] {
		rejecting := hub([[action, mask] | some mask in wide], [])
		large_ip_range.applicable with input as rejecting with data.parameters as limits
		large_ip_range.healthy with input as rejecting with data.parameters as limits
	}
}

test_limits_are_parameters if {
	strict := {"azure": {"iot_hub": {"large_ip_range": {"shortestPrefixIPv4": 24, "shortestPrefixIPv6": 64}}}}
	large_ip_range.reasons == {
		"a rule allows 10.1.0.0/16, wanted smaller ranges only",
		"a rule allows 2001:db8:1::/48, wanted smaller ranges only",
	}
		with input as hub([], narrow)
		with data.parameters as strict
}

test_missing_range_is_unhealthy if {
	unread := hub([], [null])
	not large_ip_range.healthy with input as unread with data.parameters as limits
	large_ip_range.reasons == {"a rule allows not set, wanted smaller ranges only"}
		with input as unread
		with data.parameters as limits
}

test_not_applicable_without_rules if {
	not large_ip_range.applicable with input as hub([], [])
	not large_ip_range.applicable with input as {"properties": {}}
}

test_rules_that_cannot_be_read_are_unhealthy if {
	every odd in ["x", 1, true, {"a": "b"}, [null], ["x"], [{"action": "Accept", "ipMask": "203.0.113.7"}, null]] {
		every properties in [{"ipFilterRules": odd}, {"networkRuleSets": {"ipRules": odd}}] {
			large_ip_range.applicable with input as {"properties": properties} with data.parameters as limits
			not large_ip_range.healthy with input as {"properties": properties} with data.parameters as limits
			reasons := large_ip_range.reasons with input as {"properties": properties} with data.parameters as limits
			count(reasons) == 1
		}
	}
}

test_hub_without_details_is_unhealthy if {
	every bare in [{}, {"properties": null}, {"properties": "x"}] {
		large_ip_range.applicable with input as bare with data.parameters as limits
		not large_ip_range.healthy with input as bare with data.parameters as limits
		large_ip_range.reasons == {"properties cannot be read, wanted rules with small ranges"}
			with input as bare
			with data.parameters as limits
	}
}
