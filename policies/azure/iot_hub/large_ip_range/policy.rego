# METADATA
# title: IP Filter rule large IP range
# description: >-
#   A rule that lets in a wide range lets in strangers. Evidence is the prefix length of each rule of the hub that
#   does not reject; Microsoft does not publish its limit, so the parameters set one: ranges of more than 65,536
#   IPv4 addresses (2^16), or wider than the IPv6 network of one site (2^80 addresses), are too large.
# custom:
#   severity: medium
#   resource_types: [microsoft.devices/iothubs]
#   parameters:
#     shortestPrefixIPv4: {type: number, default: 16, description: The shortest prefix of IPv4 addresses that a rule may allow.}
#     shortestPrefixIPv6: {type: number, default: 48, description: The shortest prefix of IPv6 addresses that a rule may allow.}
#   remediation: Replace the rule by rules for the addresses from which your devices and services really connect.
#   assessment_key: d8326952-60bb-40fb-b33f-51e662708a88
package azure.iot_hub.large_ip_range

import data.lib.attributes
import data.lib.ip_ranges
import data.lib.text

default healthy := false

# A hub without details, or with rules that cannot be read, may let anybody in.
applicable if count(rules) + count(unread) > 0

settings := data.parameters.azure.iot_hub.large_ip_range

paths := ["properties.ipFilterRules", "properties.networkRuleSets.ipRules"]

rules := [rule | some path in paths; some rule in attributes.objects(input, path)]

unread := [path | some path in paths; not attributes.value(input, path) in {null, attributes.objects(input, path)}] if {
	is_object(input.properties)
} else := ["properties"]

allowed := {attributes.shown(rule, "ipMask") |
	some rule in rules
	not text.same(attributes.value(rule, "action"), "Reject")
}

too_large contains range if {
	some range in allowed
	not is_narrow(ip_ranges.range(range))
}

# What is no address at all is not known to be narrow.
is_narrow(range) if {
	net.cidr_is_valid(range)
	to_number(split(range, "/")[1]) >= shortest_prefix(range)
}

shortest_prefix(range) := settings.shortestPrefixIPv6 if {
	contains(range, ":")
} else := settings.shortestPrefixIPv4

healthy if count(too_large) + count(unread) == 0

reasons contains sprintf("%s cannot be read, wanted rules with small ranges", [path]) if some path in unread

reasons contains sprintf("a rule allows %s, wanted smaller ranges only", [range]) if some range in too_large
