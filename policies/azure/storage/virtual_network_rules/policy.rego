# METADATA
# title: Storage accounts should restrict network access using virtual network rules
# description: >-
#   IP rules admit whoever holds an address; virtual network rules admit subnets of yours. Evidence is a
#   firewall that denies by default and has no IP rule.
# custom:
#   severity: medium
#   resource_types: [microsoft.storage/storageaccounts]
#   remediation: >-
#     Set the default action of the network rules to Deny, add rules for the subnets that need access, and
#     remove every IP rule.
#   assessment_key: ad4f3ff1-30eb-5042-16ed-27198f640b8d
#   azure_policy: 2a1a9cdf-e04d-429a-8416-3bfb72a1b26f
package azure.storage.virtual_network_rules

import data.lib.attributes
import data.lib.text

default healthy := false

ip_rules := attributes.value(input, "properties.networkAcls.ipRules")

# An account whose export names no IP rule has none: the list is part of the network rules.
healthy if {
	text.same(input.properties.networkAcls.defaultAction, "Deny")
	ip_rules in {null, []}
}

reasons contains attributes.mismatch(input, "properties.networkAcls.defaultAction", "Deny") if {
	not text.same(attributes.value(input, "properties.networkAcls.defaultAction"), "Deny")
}

reasons contains sprintf("properties.networkAcls.ipRules holds %d, wanted none", [count(ip_rules)]) if {
	is_array(ip_rules)
	count(ip_rules) > 0
}

reasons contains attributes.mismatch(input, "properties.networkAcls.ipRules", "an empty list") if {
	not is_array(ip_rules)
	ip_rules != null
}
