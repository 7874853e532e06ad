# METADATA
# title: Network of virtual machines
# description: |
#   From a virtual machine to its network interfaces, their subnets, load balancers and network security groups.
#   What the inventory does not hold is never taken for safe: the functions named `unknown_...` say what is missing.
package lib.network

import data.lib.attributes
import data.lib.security_rules
import data.lib.text

nic_list(vm) := attributes.items(vm, "properties.networkProfile.networkInterfaces")

# Every virtual machine of today has a network interface: one that lists none at all was exported without details.
# A classic virtual machine has no network interface resource.
may_have_nics(vm) if count(nic_list(vm)) > 0

may_have_nics(vm) if lists_no_nics(vm)

lists_no_nics(vm) if {
	attributes.absent(vm, "properties.networkProfile.networkInterfaces")
	text.same(vm.type, "microsoft.compute/virtualmachines")
}

nics(vm) := {nic |
	some entry in nic_list(vm)
	nic := data.inventory.by_id[lower(entry.id)]
}

unknown_nics(vm) := {message | some message in missing_nics(vm)} | {message |
	some nic in nics(vm)
	not is_described(nic)
	message := sprintf("the IP configurations of network interface %s are not in the inventory", [nic.id])
}

# The references alone: enough for what stands in the network interface itself.
missing_nics(vm) := {"the inventory does not say which network interfaces the virtual machine has"} if {
	lists_no_nics(vm)
} else := {sprintf("network interface %s is not in the inventory", [id]) |
	some entry in nic_list(vm)
	id := attributes.shown(entry, "id")
	not data.inventory.by_id[lower(id)]
}

is_described(nic) if {
	count(security_rules.ip_configurations(nic)) > 0
	every configuration in security_rules.ip_configurations(nic) {
		is_string(configuration.properties.subnet.id)
	}
}

# Exposure: a public IP address of its own, or a place behind a public load balancer.
is_exposed(nic) if {
	some configuration in security_rules.ip_configurations(nic)
	attributes.present(configuration, "properties.publicIPAddress.id")
}

is_exposed(nic) if {
	some id in load_balancers(nic)
	is_public(data.inventory.by_id[id])
}

is_public(load_balancer) if {
	some frontend in attributes.items(load_balancer, "properties.frontendIPConfigurations")
	some address in ["properties.publicIPAddress.id", "properties.publicIPPrefix.id"]
	attributes.present(frontend, address)
}

load_balancers(nic) := {id |
	some configuration in security_rules.ip_configurations(nic)
	some field in ["properties.loadBalancerBackendAddressPools", "properties.loadBalancerInboundNatRules"]
	some entry in attributes.items(configuration, field)
	id := concat("/", array.slice(split(lower(entry.id), "/"), 0, 9))
}

exposed_nics(vm) := {nic | some nic in nics(vm); is_exposed(nic)}

unknown_exposure(vm) := {message |
	some nic in nics(vm)
	not is_exposed(nic)
	some id in load_balancers(nic)
	attributes.absent(object.get(data.inventory.by_id, id, {}), "properties.frontendIPConfigurations")
	message := sprintf("load balancer %s is not in the inventory, it may be public", [id])
}

# Protection: the security groups of a network interface and of its subnets.
subnet_ids(nic) := {lower(configuration.properties.subnet.id) | some configuration in security_rules.ip_configurations(nic)}

# A subnet stands in its virtual network, as a resource of its own, or both.
subnet_records(id) := {record |
	some record in array.concat(
		[record | record := data.inventory.by_id[id]],
		attributes.items(object.get(data.inventory.by_id, split(id, "/subnets/")[0], {}), "properties.subnets"),
	)
	text.same(record.id, id)
	is_object(record.properties)
}

own_groups(holder) := {lower(id) |
	id := attributes.value(holder, "properties.networkSecurityGroup.id")
	not id in {null, ""}
}

subnet_groups(id) := union({own_groups(record) | some record in subnet_records(id)})

groups(nic) := own_groups(nic) | union({subnet_groups(id) | some id in subnet_ids(nic)})

unknown_subnets(nic) := {id | some id in subnet_ids(nic); count(subnet_records(id)) == 0}

has_group(nic) if count(own_groups(nic)) > 0

has_group(nic) if {
	count(subnet_ids(nic)) > 0
	every id in subnet_ids(nic) {
		count(subnet_groups(id)) > 0
	}
}

may_have_group(nic) if count(groups(nic)) + count(unknown_subnets(nic)) > 0

rules(group_id) := attributes.items(object.get(data.inventory.by_id, group_id, {}), "properties.securityRules")

is_readable(group_id) if {
	attributes.present(object.get(data.inventory.by_id, group_id, {}), "properties.securityRules")
	every rule in rules(group_id) {
		every field in ["access", "direction", "priority", "protocol"] {
			attributes.present(rule, sprintf("properties.%s", [field]))
		}
		count(security_rules.port_ranges(rule)) > 0
	}
}

unknown_groups(nic) := {message |
	some id in unknown_subnets(nic)
	message := sprintf("the details of subnet %s are not in the inventory", [id])
} | {message |
	some id in groups(nic)
	not is_readable(id)
	message := sprintf("the rules of network security group %s are not in the inventory", [id])
}

# Traffic has to pass the group of the subnet and that of the network interface, where there are both.
lets_in(nic, traffic) if {
	some subnet_id in subnet_ids(nic)
	every id in own_groups(nic) | subnet_groups(subnet_id) {
		passes(id, traffic)
	}
}

passes(group_id, traffic) if count(security_rules.passing(rules(group_id), traffic)) > 0

passes(group_id, _) if not is_readable(group_id)

# `floor` refuses a port that is not a number, which no rule would ever match.
open_ports(nic, ports) := {port |
	some listed in ports
	port := floor(listed)
	some family in [4, 6]
	lets_in(nic, {"family": family, "protocol": "tcp", "ports": [port, port], "nic": nic})
}

# What lacks evidence is unknown, not open: it has its own reasons.
open_port_reasons(nics, ports) := {reason |
	some nic in nics
	count(unknown_groups(nic)) == 0
	open := [sprintf("%v", [port]) | some port in sort(open_ports(nic, ports))]
	count(open) > 0
	reason := sprintf("network interface %s lets the internet in on port %s, wanted no such access", [nic.id, concat(", ", open)])
}
