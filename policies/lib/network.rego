# METADATA
# title: Network of virtual machines
# description: |
#   From a virtual machine to its network interfaces, their subnets, load balancers and network security groups.
#   What the inventory does not hold is never taken for safe: the functions named `unknown_...` say what is missing.
package lib.network

import data.lib.attributes
import data.lib.ids
import data.lib.security_rules
import data.lib.text

nic_list(vm) := list if {
	list := attributes.value(vm, "properties.networkProfile.networkInterfaces")
	is_array(list)
} else := []

nic_id(entry) := entry.id if {
	is_string(entry.id)
} else := "not set"

# Every virtual machine of today has a network interface: one that lists none at all was exported without details.
# A classic virtual machine has no network interface resource.
may_have_nics(vm) if count(nic_list(vm)) > 0

may_have_nics(vm) if lists_no_nics(vm)

lists_no_nics(vm) if {
	not is_array(attributes.value(vm, "properties.networkProfile.networkInterfaces"))
	text.same(vm.type, "microsoft.compute/virtualmachines")
}

nics(vm) := {nic |
	some entry in nic_list(vm)
	nic := data.inventory.by_id[ids.folded(nic_id(entry))]
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
	id := nic_id(entry)
	not data.inventory.by_id[ids.folded(id)]
}

is_described(nic) if {
	configurations := security_rules.ip_configurations(nic)
	count(configurations) > 0
	configurations == nic.properties.ipConfigurations
	every configuration in configurations {
		is_string(configuration.properties.subnet.id)
		may_be_public(attributes.value(configuration, "properties.publicIPAddress"))
		every field in balanced_by {
			refers(configuration, field)
		}
	}
}

may_be_public(null) := true

may_be_public(address) if is_string(address.id)

refers(configuration, field) if attributes.absent(configuration, field)

refers(configuration, field) if {
	attributes.objects(configuration, field) == attributes.value(configuration, field)
	every entry in attributes.objects(configuration, field) {
		is_string(entry.id)
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
	some frontend in attributes.objects(load_balancer, "properties.frontendIPConfigurations")
	some address in ["properties.publicIPAddress.id", "properties.publicIPPrefix.id"]
	attributes.present(frontend, address)
}

balanced_by := ["properties.loadBalancerBackendAddressPools", "properties.loadBalancerInboundNatRules"]

load_balancers(nic) := {id |
	some configuration in security_rules.ip_configurations(nic)
	some field in balanced_by
	some entry in attributes.objects(configuration, field)
	is_string(entry.id)
	id := concat("/", array.slice(split(ids.folded(entry.id), "/"), 0, 9))
}

exposed_nics(vm) := {nic | some nic in nics(vm); is_exposed(nic)}

unknown_exposure(vm) := {message |
	some nic in nics(vm)
	not is_exposed(nic)
	some id in load_balancers(nic)
	not has_frontends(ids.resource(id))
	message := sprintf("load balancer %s is not in the inventory, it may be public", [id])
}

has_frontends(load_balancer) if {
	frontends := load_balancer.properties.frontendIPConfigurations
	attributes.objects(load_balancer, "properties.frontendIPConfigurations") == frontends
}

# Protection: the security groups of a network interface and of its subnets.
subnet_ids(nic) := {ids.folded(id) |
	some configuration in security_rules.ip_configurations(nic)
	id := configuration.properties.subnet.id
	is_string(id)
}

# A subnet stands in its virtual network, as a resource of its own, or both.
subnet_records(id) := {record |
	some record in array.concat(
		[record | record := data.inventory.by_id[id]],
		attributes.objects(ids.resource(split(id, "/subnets/")[0]), "properties.subnets"),
	)
	ids.same(record.id, id)
	is_object(record.properties)
}

own_groups(holder) := {group_id(reference) |
	reference := attributes.value(holder, "properties.networkSecurityGroup")
	not reference in {null, ""}
}

# A reference that cannot be read leads to a group whose rules are in no inventory.
group_id(reference) := ids.folded(reference.id) if {
	is_string(reference.id)
	reference.id != ""
} else := "not set"

subnet_groups(id) := union({own_groups(record) | some record in subnet_records(id)})

groups(nic) := own_groups(nic) | union({subnet_groups(id) | some id in subnet_ids(nic)})

unknown_subnets(nic) := {id | some id in subnet_ids(nic); count(subnet_records(id)) == 0}

has_group(nic) if count(own_groups(nic) - {"not set"}) > 0

has_group(nic) if {
	count(subnet_ids(nic)) > 0
	every id in subnet_ids(nic) {
		count(subnet_groups(id) - {"not set"}) > 0
	}
}

may_have_group(nic) if count(groups(nic)) + count(unknown_subnets(nic)) > 0

rules(group_id) := attributes.objects(ids.resource(group_id), "properties.securityRules")

is_readable(group_id) if {
	rules(group_id) == data.inventory.by_id[group_id].properties.securityRules
	every rule in rules(group_id) {
		security_rules.is_readable(rule)
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

# Of the listed ports those that traffic reaches in one protocol: it has to pass the group of the subnet and that of
# the network interface, where there are both. `floor` refuses a port that is not a number, which no rule would match.
open_ports(nic, protocol, ports) := {port |
	wanted := {floor(listed) | some listed in ports}
	some family in [4, 6]
	some subnet_id in subnet_ids(nic)
	gates := [gates_of(id, {"family": family, "protocol": protocol, "nic": nic}) |
		some id in own_groups(nic) | subnet_groups(subnet_id)
	]
	some port in wanted
	every gate in gates {
		opens(gate, port)
	}
}

gates_of(group_id, traffic) := security_rules.gates(rules(group_id), traffic) if is_readable(group_id)

else := "anything"

opens("anything", _) := true

opens(gate, port) if security_rules.admits(gate, port)

# `open` are the ports in words.
open_reason(nic, open) := sprintf("network interface %s lets the internet in on %s, wanted no such access", [nic.id, open]) if {
	count(groups(nic)) > 0
} else := sprintf("network interface %s has no network security group, wanted one that lets in what is needed", [nic.id])

# What lacks evidence is unknown, not open: it has its own reasons.
open_port_reasons(nics, ports) := {reason |
	some nic in nics
	count(unknown_groups(nic)) == 0
	open := [sprintf("%v", [port]) | some port in sort(open_ports(nic, "tcp", ports))]
	count(open) > 0
	reason := open_reason(nic, sprintf("port %s", [concat(", ", open)]))
}
