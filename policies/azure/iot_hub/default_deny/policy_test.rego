package azure.iot_hub.default_deny_test

import data.azure.iot_hub.default_deny
import data.lib.resources_sample_test as sample

hub(properties) := sample.resource("microsoft.devices/iothubs", properties)

network(action) := hub({"ipFilterRules": [], "networkRuleSets": {
	"applyToBuiltInEventHubEndpoint": true,
	"defaultAction": action,
	"ipRules": [{"filterName": "plant", "action": "Allow", "ipMask": "203.0.113.0/24"}],
}})

classic(rules) := hub({"ipFilterRules": [rule |
	some [action, mask] in rules
	rule := {"filterName": "rule", "action": action, "ipMask": mask}
]})

rejecting := [["Reject", "0.0.0.0/0"]]

test_healthy_when_network_rules_deny if {
	default_deny.healthy with input as network("Deny")
	default_deny.healthy with input as network("deny")
	default_deny.reasons == set() with input as network("Deny")
}

test_healthy_when_classic_rules_reject_the_rest if {
	every rules in [rejecting, [["Accept", "203.0.113.0/24"], ["reject", "0.0.0.0/0"]]] {
		input_hub := classic(rules)
		default_deny.healthy with input as input_hub
		default_deny.reasons == set() with input as input_hub
	}
}

test_unhealthy_when_network_rules_allow if {
	not default_deny.healthy with input as network("Allow")
	default_deny.reasons == {"properties.networkRuleSets.defaultAction is Allow, wanted Deny"}
		with input as network("Allow")
}

test_network_rules_outrank_classic_ones if {
	both := hub(object.union(network("Allow").properties, classic(rejecting).properties))
	not default_deny.healthy with input as both
}

test_unhealthy_when_classic_rules_let_the_rest_in if {
	accepting := [["Accept", "0.0.0.0/0"], ["Reject", "0.0.0.0/0"]]
	some_rejected := [["Reject", "198.51.100.0/24"], ["Reject", "::/0"], ["Reject", null]]
	every rules in [[], [["Accept", "203.0.113.0/24"]], some_rejected, accepting] {
		open := classic(rules)
		not default_deny.healthy with input as open
		default_deny.reasons == {"the IP filter lets in what no rule names, wanted Deny by default"} with input as open
	}
}

test_missing_rules_are_unhealthy if {
	every properties in [{}, {"networkRuleSets": null, "ipFilterRules": null}, {"networkRuleSets": {}}, {"networkRuleSets": ""}] {
		bare := hub(properties)
		not default_deny.healthy with input as bare
		reasons := default_deny.reasons with input as bare
		count(reasons) == 1
	}
}

test_rules_that_cannot_be_read_are_unhealthy if {
	reject := {"filterName": "rule", "action": "Reject", "ipMask": "0.0.0.0/0"}
	default_deny.healthy with input as hub({"ipFilterRules": [reject]})
	every odd in ["x", 1, true, {"a": reject}, [null, reject], [reject, "x"]] {
		unread := hub({"ipFilterRules": odd})
		not default_deny.healthy with input as unread
		default_deny.reasons == {"the IP filter lets in what no rule names, wanted Deny by default"} with input as unread
	}
	not default_deny.healthy with input as object.union(hub({}), {"properties": "x"})
}
