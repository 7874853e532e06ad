package lib.security_rules_test

import data.lib.security_rules

base := {
	"access": "Allow",
	"direction": "Inbound",
	"priority": 200,
	"protocol": "Tcp",
	"sourceAddressPrefix": "*",
	"sourcePortRange": "*",
	"destinationAddressPrefix": "*",
	"destinationPortRange": "22",
}

rule(changes) := {"name": "rule", "properties": object.union(base, changes)}

deny(changes) := rule(object.union({"access": "Deny", "priority": 100}, changes))

nic := {"id": "/nic", "properties": {"ipConfigurations": [{"properties": {
	"privateIPAddress": "10.0.0.4",
	"applicationSecurityGroups": [{"id": "/ASG"}],
}}]}}

ssh := {"family": 4, "protocol": "tcp", "ports": [22, 22], "nic": nic}

open(rules) if count(security_rules.passing(rules, ssh)) > 0

# Holding a port against the gates is the same as sending traffic to it.
test_gates_admit_what_passes if {
	every rules in [
		[rule({})],
		[rule({"destinationPortRange": "23"})],
		[rule({"destinationPortRange": "20-22"})],
		[rule({"destinationPortRange": "", "destinationPortRanges": ["80", "22-30"]})],
		[rule({"protocol": "Udp"})],
		[rule({"direction": "Outbound"})],
		[rule({"sourceAddressPrefix": "::/0"})],
		[rule({}), deny({})],
		[rule({}), deny({"priority": 200})],
		[rule({}), deny({"priority": "1"})],
		[rule({}), deny({"priority": null})],
		[rule({}), deny({"destinationPortRange": "1-21"})],
		[rule({}), deny({"destinationPortRange": "23"})],
		[rule({}), deny({"destinationPortRange": "*"})],
		[rule({}), deny({"sourcePortRange": "1024-65535"})],
		[rule({}), deny({"destinationAddressPrefix": "10.0.0.5"})],
		[rule({}), deny({"protocol": "Udp"})],
		[rule({"destinationAddressPrefix": "10.0.0.5"})],
		[],
	] {
		passes := count(security_rules.passing(rules, ssh)) > 0
		admits := object.get({"yes": true | security_rules.admits(security_rules.gates(rules, ssh), 22)}, "yes", false)
		passes == admits
	}
}

test_gates_keep_their_order if {
	open := security_rules.gates([rule({"priority": 100}), deny({"priority": 150})], ssh)
	open == {"open": [[22, 22, 100]], "shut": [[22, 22, 150]]}
	security_rules.admits(open, 22)
	not security_rules.admits(open, 21)
	not security_rules.admits(open, 23)
}

test_internet_sources if {
	every source in ["*", "Any", "internet", "0.0.0.0/0"] {
		open([rule({"sourceAddressPrefix": source})])
	}
	open([rule({"sourceAddressPrefix": "", "sourceAddressPrefixes": ["10.0.0.0/8", "Internet"]})])
}

test_other_sources if {
	every source in ["10.0.0.0/8", "VirtualNetwork", "AzureLoadBalancer", "203.0.113.0/24", "::/0"] {
		not open([rule({"sourceAddressPrefix": source})])
	}
	security_rules.families(rule({"sourceAddressPrefix": "::/0"})) == {6}
}

test_ports if {
	every port in ["22", "*", "20-30", "0-65535"] {
		open([rule({"destinationPortRange": port})])
	}
	open([rule({"destinationPortRange": "", "destinationPortRanges": ["80", "20 - 30"]})])
	not open([rule({"destinationPortRange": "23-30"})])
	not open([rule({"destinationPortRange": null, "destinationPortRanges": ["80", "443"]})])
}

test_protocols if {
	open([rule({"protocol": "*"})])
	open([rule({"protocol": "TCP"})])
	not open([rule({"protocol": "Udp"})])
	not open([rule({"protocol": "Icmp"})])
}

test_direction_and_access if {
	open([rule({"direction": "inbound", "access": "allow"})])
	not open([rule({"direction": "Outbound"})])
	not open([rule({"access": "Deny"})])
}

test_deny_before_allow if {
	not open([rule({}), deny({})])
	not open([rule({"destinationPortRange": "*", "protocol": "*"}), deny({"destinationPortRange": "20-30"})])
	not open([rule({}), deny({"sourceAddressPrefix": "Internet", "destinationAddressPrefix": "VirtualNetwork"})])
	not open([rule({}), deny({"destinationAddressPrefix": "10.0.0.0/24"})])
}

test_deny_that_does_not_help if {
	open([rule({}), deny({"priority": 300})])
	open([rule({}), deny({"destinationPortRange": "3389"})])
	open([rule({}), deny({"protocol": "Udp"})])
	open([rule({}), deny({"sourceAddressPrefix": "10.0.0.0/8"})])
	open([rule({}), deny({"sourceAddressPrefix": "::/0"})])
	open([rule({}), deny({"sourcePortRange": "1024"})])
	open([rule({}), deny({"direction": "Outbound"})])
	open([rule({}), deny({"destinationAddressPrefix": "10.0.1.0/24"})])
	open([rule({}), deny({"destinationAddressPrefix": "Storage"})])
	open([rule({}), deny({"priority": null})])
}

test_destination_addresses if {
	open([rule({"destinationAddressPrefix": "10.0.0.4"})])
	open([rule({"destinationAddressPrefix": "VirtualNetwork"})])
	not open([rule({"destinationAddressPrefix": "10.0.0.5/32"})])
	not open([rule({"destinationAddressPrefix": "fd00::/8"})])
}

test_destination_of_an_unknown_address_may_be_hit if {
	traffic := object.union(ssh, {"nic": {"id": "/nic", "properties": {"ipConfigurations": [{"properties": {}}]}}})
	count(security_rules.passing([rule({"destinationAddressPrefix": "10.0.0.5"})], traffic)) == 1
	count(security_rules.passing([rule({}), deny({"destinationAddressPrefix": "10.0.0.0/8"})], traffic)) == 1
}

test_application_security_groups if {
	grouped := {"destinationAddressPrefix": ""}
	open([rule(object.union(grouped, {"destinationApplicationSecurityGroups": [{"id": "/asg"}]}))])
	not open([rule(object.union(grouped, {"destinationApplicationSecurityGroups": [{"id": "/other"}]}))])
	open([rule({}), deny(object.union(grouped, {"destinationApplicationSecurityGroups": [{"id": "/other"}]}))])
	not open([rule({}), deny(object.union(grouped, {"destinationApplicationSecurityGroups": [{"id": "/asg"}]}))])
}

test_admitted if {
	security_rules.admitted(rule({}), nic) == {object.union(ssh, {"family": 4}), object.union(ssh, {"family": 6})}
	security_rules.admitted(rule({"protocol": "Icmp"}), nic) == set()
	security_rules.admitted(rule({"sourceAddressPrefix": "10.0.0.0/8"}), nic) == set()
	security_rules.admitted(deny({}), nic) == set()
}

test_ports_within if {
	security_rules.ports_within([22, 22], [80, 22])
	security_rules.ports_within([80, 81], [80, 81])
	not security_rules.ports_within([80, 82], [80, 82])
	not security_rules.ports_within([0, 65535], [22])
}

test_all_of_ipv6_in_other_words if {
	security_rules.families(rule({"sourceAddressPrefix": "0:0:0:0:0:0:0:0/0"})) == {6}
	security_rules.families(rule({"sourceAddressPrefix": "fd00::/8"})) == set()
	open([rule({}), deny({"sourceAddressPrefix": "0:0:0:0:0:0:0:0/0"})])
}

test_all_ports_end_at_65535 if security_rules.port_ranges(rule({"destinationPortRange": "*"})) == {[0, 65535]}

passing_range(first, last, rules) := count(security_rules.passing(rules, object.union(ssh, {"ports": [first, last]})))

test_deny_stops_a_range_only_as_a_whole if {
	allow := rule({"destinationPortRange": "20-30"})
	passing_range(20, 30, [allow, deny({"destinationPortRange": "20-30"})]) == 0
	passing_range(20, 30, [allow, deny({"destinationPortRange": "20-29"})]) == 1
	passing_range(20, 30, [allow, deny({"destinationPortRange": "21-30"})]) == 1
}

test_rule_without_a_destination_may_aim_anywhere if {
	nowhere := {"destinationAddressPrefix": null}
	open([rule(nowhere)])
	open([rule({}), deny(nowhere)])
}

with_configurations(list) := object.union(ssh, {"nic": {"id": "/nic", "properties": {"ipConfigurations": list}}})

test_deny_of_some_addresses_does_not_help if {
	rules := [rule({}), deny({"destinationAddressPrefix": "10.0.0.4"})]
	known := {"properties": {"privateIPAddress": "10.0.0.4"}}
	count(security_rules.passing(rules, with_configurations([known]))) == 0
	every others in [[known, {"properties": {}}], [known, {"properties": {"privateIPAddress": "10.0.0.5"}}], []] {
		count(security_rules.passing(rules, with_configurations(others))) == 1
	}
}

test_deny_of_the_group_of_some_addresses_does_not_help if {
	rules := [rule({}), deny({"destinationAddressPrefix": "", "destinationApplicationSecurityGroups": [{"id": "/asg"}]})]
	inside := {"properties": {"privateIPAddress": "10.0.0.4", "applicationSecurityGroups": [{"id": "/asg"}]}}
	count(security_rules.passing(rules, with_configurations([inside]))) == 0
	count(security_rules.passing(rules, with_configurations([inside, {"properties": {"privateIPAddress": "10.0.0.5"}}]))) == 1
	count(security_rules.passing(rules, with_configurations([]))) == 1
}

test_listed_ports_below_the_range_do_not_count if not security_rules.ports_within([21, 22], [20, 22])

test_is_readable if {
	every changes in [
		{},
		{"destinationPortRange": "", "destinationPortRanges": ["22", "22-22", "20 - 30", "*"]},
		{"sourceAddressPrefix": null, "sourceAddressPrefixes": ["10.0.0.0/8"]},
		{"destinationAddressPrefix": "", "destinationAddressPrefixes": [], "destinationApplicationSecurityGroups": [{"id": "/asg"}]},
	] {
		security_rules.is_readable(rule(changes))
	}
}

test_a_rule_of_another_shape_is_not_readable if {
	every odd in [null, "", "x", 7, true, [], {}, ["x"]] {
		every field in ["access", "direction", "protocol"] {
			not security_rules.is_readable(rule({field: odd}))
		}
	}
	every odd in [null, "100", true, [], {}] {
		not security_rules.is_readable(rule({"priority": odd}))
	}
	every odd in [7, true, [], {}, ["*"]] {
		every field in ["sourceAddressPrefix", "destinationAddressPrefix", "destinationPortRange"] {
			not security_rules.is_readable(rule({field: odd}))
		}
	}
	every odd in ["*", 7, {"a": "*"}, [null], ["*", 7]] {
		every field in ["sourceAddressPrefixes", "destinationAddressPrefixes", "destinationPortRanges"] {
			not security_rules.is_readable(rule({field: odd}))
		}
	}
	every odd in ["x", "22-", "-22", "22-x", "1-2-3"] {
		not security_rules.is_readable(rule({"destinationPortRange": odd}))
	}
	not security_rules.is_readable(rule({"destinationPortRange": null}))
	not security_rules.is_readable(rule({"sourceAddressPrefix": null}))
	security_rules.is_readable(rule({"sourceAddressPrefix": null, "sourceApplicationSecurityGroups": [{"id": "/asg"}]}))
	every protocol in ["*", "TCP", "udp", "Icmp", "Esp", "Ah"] {
		security_rules.is_readable(rule({"protocol": protocol}))
	}
	every changes in [{"access": "deny"}, {"direction": "outbound"}] {
		security_rules.is_readable(rule(changes))
	}
	every odd in [{}, {"properties": null}, {"properties": "x"}] {
		not security_rules.is_readable(odd)
	}
}

test_odd_values_are_no_errors if {
	every odd in [null, 7, true, [], {}, "x", [null], ["x"], [{"id": 7}]] {
		every field in object.keys(base) {
			count(security_rules.passing([rule({field: odd}), deny({field: odd})], ssh)) >= 0
			count(security_rules.admitted(rule({field: odd}), nic)) >= 0
		}
		bare := object.union(ssh, {"nic": {"id": "/nic", "properties": {"ipConfigurations": odd}}})
		count(security_rules.passing([rule({}), deny({})], bare)) <= 1
		every field in ["privateIPAddress", "applicationSecurityGroups"] {
			count(security_rules.passing([rule({"destinationAddressPrefix": "10.0.0.5"})], with_configurations([{"properties": {field: odd}}]))) == 1
		}
	}
}
