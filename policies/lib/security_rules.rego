# METADATA
# title: Rules of network security groups
# description: |
#   What inbound rules do with traffic from the whole internet. `traffic` is an object: `family` (4 or 6),
#   `protocol` (lower case, or `*` for all), `ports` ([first, last]) and `nic`, the network interface it aims at.
#   Where a rule leaves room for doubt, an Allow rule applies and a Deny rule does not.
package lib.security_rules

import data.lib.attributes
import data.lib.ids
import data.lib.ip_ranges
import data.lib.text

# A prefix or port stands in a field of its own or in a list, by the number of values.
values(rule, one, many) := {value |
	some field in array.concat([attributes.value(rule, one)], attributes.texts(rule, many))
	is_string(field)
	field != ""
	value := trim_space(lower(field))
}

# Of a rule in which a value has another shape than Azure gives it, nobody knows what it does.
is_readable(rule) if {
	every field, known in words {
		text.one_of(rule.properties[field], known)
	}
	is_number(rule.properties.priority)
	every field in ["sourceAddressPrefix", "destinationAddressPrefix", "destinationPortRange"] {
		is_prefix(attributes.value(rule, sprintf("properties.%s", [field])))
		every list in [sprintf("properties.%s%s", [field, suffix]) | some suffix in ["s", "es"]] {
			attributes.value(rule, list) in {null, attributes.texts(rule, list)}
		}
	}
	count(sources(rule)) + count(named(rule, "properties.sourceApplicationSecurityGroups")) > 0
	count(destination_ports(rule)) > 0
	every range in destination_ports(rule) {
		bounds(range)
	}
}

words := {
	"access": ["Allow", "Deny"],
	"direction": ["Inbound", "Outbound"],
	"protocol": ["*", "Tcp", "Udp", "Icmp", "Esp", "Ah"],
}

is_prefix(null) := true

is_prefix(prefix) if is_string(prefix)

sources(rule) := values(rule, "properties.sourceAddressPrefix", "properties.sourceAddressPrefixes")

destinations(rule) := values(rule, "properties.destinationAddressPrefix", "properties.destinationAddressPrefixes")

source_ports(rule) := values(rule, "properties.sourcePortRange", "properties.sourcePortRanges")

bounds("*") := [0, 65535]

bounds(range) := [to_number(ends[0]), to_number(ends[count(ends) - 1])] if {
	regex.match(`^[0-9]+( *- *[0-9]+)?$`, range)
	ends := [trim_space(end) | some end in split(range, "-")]
}

destination_ports(rule) := values(rule, "properties.destinationPortRange", "properties.destinationPortRanges")

port_ranges(rule) := {bounds(range) | some range in destination_ports(rule)}

everywhere := {"*", "any", "internet"}

# IP versions whose whole address space is a source of the rule.
families(rule) := {family |
	some source in sources(rule)
	some family in families_of(source)
}

families_of(source) := {4, 6} if {
	source in everywhere
} else := {6} if {
	endswith(source, "/0")
	contains(source, ":")
} else := {4} if {
	endswith(source, "/0")
} else := set()

is_inbound(rule, access) if {
	text.same(rule.properties.direction, "Inbound")
	text.same(rule.properties.access, access)
}

concerns(rule, traffic) if {
	traffic.family in families(rule)
	text.one_of(rule.properties.protocol, ["*", traffic.protocol])
}

matches(rule, traffic) if {
	concerns(rule, traffic)
	some [first, last] in port_ranges(rule)
	first <= traffic.ports[0]
	traffic.ports[1] <= last
}

allows(rule, traffic) if {
	is_inbound(rule, "Allow")
	matches(rule, traffic)
	may_aim_at(rule, traffic.nic)
}

denies(rule, traffic) if {
	is_inbound(rule, "Deny")
	matches(rule, traffic)
	"*" in source_ports(rule)
	aims_at(rule, traffic.nic)
}

# The Allow rules through which the traffic passes: no Deny rule of a smaller priority number stops it.
passing(rules, traffic) := {rule | some rule in rules; lets_through(rule, rules, traffic)}

lets_through(rule, rules, traffic) if {
	allows(rule, traffic)
	not denied_before(rules, rule, traffic)
}

denied_before(rules, rule, traffic) if {
	some other in rules
	denies(other, traffic)
	is_number(other.properties.priority)
	other.properties.priority < rule.properties.priority
}

# The ports that rules let traffic to and keep it from, whatever its own are: lists of first port, last port and
# priority. Of many ports each is quickly held against them.
gates(rules, traffic) := {"open": open, "shut": shut} if {
	open := [[first, last, rule.properties.priority] |
		some rule in rules
		is_inbound(rule, "Allow")
		concerns(rule, traffic)
		may_aim_at(rule, traffic.nic)
		some [first, last] in port_ranges(rule)
	]
	shut := [[first, last, rule.properties.priority] |
		some rule in rules
		is_inbound(rule, "Deny")
		is_number(rule.properties.priority)
		concerns(rule, traffic)
		"*" in source_ports(rule)
		aims_at(rule, traffic.nic)
		some [first, last] in port_ranges(rule)
	]
}

admits(known, port) if {
	some [first, last, priority] in known.open
	first <= port
	port <= last
	not is_shut(known, port, priority)
}

is_shut(known, port, priority) if {
	some [first, last, smaller] in known.shut
	first <= port
	port <= last
	smaller < priority
}

application_groups(holder) := named(holder, "properties.applicationSecurityGroups")

destination_groups(rule) := named(rule, "properties.destinationApplicationSecurityGroups")

named(holder, path) := {ids.folded(group.id) | some group in attributes.objects(holder, path); is_string(group.id)}

ip_configurations(nic) := attributes.objects(nic, "properties.ipConfigurations")

nic_groups(nic) := union({application_groups(configuration) | some configuration in ip_configurations(nic)})

addresses(nic) := {address |
	some configuration in ip_configurations(nic)
	address := attributes.value(configuration, "properties.privateIPAddress")
	is_string(address)
	is_range(address)
}

may_aim_at(rule, nic) if count(destination_groups(rule) & nic_groups(nic)) > 0

may_aim_at(rule, _) if count(destination_groups(rule)) + count(destinations(rule)) == 0

may_aim_at(rule, _) if {
	some destination in destinations(rule)
	not is_range(destination)
}

may_aim_at(rule, nic) if {
	some destination in destinations(rule)
	is_range(destination)
	some address in addresses(nic)
	ip_ranges.within_any(address, [destination])
}

may_aim_at(rule, nic) if {
	count(destinations(rule)) > 0
	count(addresses(nic)) < count(ip_configurations(nic))
}

aims_at(rule, _) if {
	some destination in destinations(rule)
	destination in {"*", "any", "virtualnetwork"}
}

aims_at(rule, nic) if {
	count(addresses(nic)) > 0
	count(addresses(nic)) == count(ip_configurations(nic))
	every address in addresses(nic) {
		ip_ranges.within_any(address, {destination | some destination in destinations(rule); is_range(destination)})
	}
}

aims_at(rule, nic) if {
	count(ip_configurations(nic)) > 0
	every configuration in ip_configurations(nic) {
		count(destination_groups(rule) & application_groups(configuration)) > 0
	}
}

# Anything else is a service tag.
is_range(destination) if net.cidr_is_valid(ip_ranges.range(destination))

# All that an Allow rule admits from the whole internet, in the terms of `traffic`; ICMP and the like have no ports.
admitted(rule, nic) := {traffic |
	is_inbound(rule, "Allow")
	is_string(rule.properties.protocol)
	protocol := lower(rule.properties.protocol)
	protocol in {"*", "tcp", "udp"}
	some family in families(rule)
	some ports in port_ranges(rule)
	traffic := {"family": family, "protocol": protocol, "ports": ports, "nic": nic}
}

ports_within(ports, numbers) if {
	listed := {number | some number in numbers; number >= ports[0]; number <= ports[1]}
	count(listed) == (ports[1] - ports[0]) + 1
}
