# METADATA
# title: Default IP Filter Policy should be Deny
# description: >-
#   A hub that lets every address in is open to all who have learned a key. Evidence is the default action Deny of the
#   network rules or, on a hub with classic IP filter rules, that the first rule for all addresses rejects them.
# custom:
#   severity: medium
#   resource_types: [microsoft.devices/iothubs]
#   remediation: Allow the addresses of your devices and services in the network rules, and deny all others by default.
#   assessment_key: 5a3d6cdd-8eb3-46d2-ba11-d24a0d47fe65
package azure.iot_hub.default_deny

import data.lib.attributes
import data.lib.text

default healthy := false

network_action := attributes.value(input, "properties.networkRuleSets.defaultAction")

healthy if text.same(network_action, "Deny")

# Classic rules apply in their order, and what no rule matches is let in. One that cannot be read may let all in.
healthy if {
	attributes.absent(input, "properties.networkRuleSets")
	attributes.objects(input, "properties.ipFilterRules") == input.properties.ipFilterRules
	text.same(rules_for_all[0].action, "Reject")
}

rules_for_all := [rule |
	some rule in attributes.objects(input, "properties.ipFilterRules")
	text.ends_with(rule.ipMask, "/0")
	not contains(rule.ipMask, ":")
]

reasons contains attributes.mismatch(input, "properties.networkRuleSets.defaultAction", "Deny") if {
	not healthy
	attributes.present(input, "properties.networkRuleSets")
}

reasons contains "the IP filter lets in what no rule names, wanted Deny by default" if {
	not healthy
	not attributes.present(input, "properties.networkRuleSets")
}
