package azure.compute.attack_ports_closed_test

import data.azure.compute.attack_ports_closed
import data.lib.network_sample_test as network

nsg(access, protocol, source, port) := network.nsg_of([json.patch(network.rule(access, port), [
	{"op": "replace", "path": "/properties/protocol", "value": protocol},
	{"op": "replace", "path": "/properties/sourceAddressPrefix", "value": source},
])])

guarded(group) := network.guarded(network.public, [group])

said(machine, records) := policy if {
	policy := attack_ports_closed with input as machine
		with data.inventory as network.inventory(records)
		with data.parameters.azure.compute.attack_ports_closed as {"tcpPorts": [1433, 21, 445], "udpPorts": [161]}
}

lets_in(ports) := sprintf("network interface /nic lets the internet in on %s, wanted no such access", [ports])

test_healthy if {
	closed := [
		guarded(nsg("Allow", "Tcp", "*", "443")),
		guarded(nsg("Allow", "Tcp", "203.0.113.0/24", "1433")),
		guarded(nsg("Deny", "*", "*", "*")),
		[network.nic(null, network.public), network.vnet(network.guard), nsg("Allow", "Tcp", "*", "22")],
	]
	every records in closed {
		said(network.vm, records).healthy
		said(network.vm, records).reasons == set()
	}
}

test_healthy_where_the_port_is_open_for_the_other_protocol if {
	said(network.vm, guarded(nsg("Allow", "Udp", "*", "1433"))).healthy
	said(network.vm, guarded(nsg("Allow", "Tcp", "*", "161"))).healthy
}

test_unhealthy if {
	sql := guarded(nsg("Allow", "tcp", "Internet", "1433"))
	not said(network.vm, sql).healthy
	said(network.vm, sql).reasons == {lets_in("tcp port 1433")}
	snmp := guarded(nsg("Allow", "Udp", "0.0.0.0/0", "100-200"))
	not said(network.vm, snmp).healthy
	said(network.vm, snmp).reasons == {lets_in("udp port 161")}
}

test_unhealthy_over_either_family if {
	not said(network.vm, guarded(nsg("Allow", "Tcp", "0.0.0.0/0", "445"))).healthy
	not said(network.vm, guarded(nsg("Allow", "Tcp", "::/0", "445"))).healthy
}

test_reasons_list_the_ports_of_each_protocol if {
	said(network.vm, guarded(nsg("Allow", "*", "*", "*"))).reasons == {lets_in("tcp port 21, 445, 1433"), lets_in("udp port 161")}
}

test_unhealthy_without_any_group if {
	open := network.unguarded(network.public)
	said(network.vm, open).applicable
	not said(network.vm, open).healthy
	said(network.vm, open).reasons == {"network interface /nic has no network security group, wanted one that lets in what is needed"}
}

test_ports_are_parameters if {
	web := guarded(nsg("Allow", "*", "*", "443"))
	said(network.vm, web).healthy
	not attack_ports_closed.healthy with input as network.vm
		with data.inventory as network.inventory(web)
		with data.parameters.azure.compute.attack_ports_closed as {"tcpPorts": [443], "udpPorts": []}
	not attack_ports_closed.healthy with input as network.vm
		with data.inventory as network.inventory(web)
		with data.parameters.azure.compute.attack_ports_closed as {"tcpPorts": [], "udpPorts": [443]}
}

test_missing_rules_are_unhealthy if {
	unreadable := "the rules of network security group /nsg are not in the inventory"
	not said(network.vm, guarded({"id": "/nsg", "properties": {}})).healthy
	said(network.vm, guarded({"id": "/nsg", "properties": {}})).reasons == {unreadable}
	said(network.vm, network.guarded(network.public, [])).reasons == {unreadable}
}

test_missing_rules_do_not_matter_behind_a_closed_group if {
	records := [network.nic(network.guard, network.public), network.vnet({"id": "/other"}), nsg("Deny", "*", "*", "*")]
	said(network.vm, records).healthy
	said(network.vm, records).reasons == set()
}

test_missing_subnet_is_unhealthy if {
	records := [network.nic(null, network.public)]
	said(network.vm, records).applicable
	not said(network.vm, records).healthy
	said(network.vm, records).reasons == {"the details of subnet /vnet/subnets/a are not in the inventory"}
}

test_missing_nic_is_unhealthy if {
	said(network.vm, []).applicable
	not said(network.vm, []).healthy
	said(network.vm, []).reasons == {"network interface /NIC is not in the inventory"}
}

test_missing_load_balancer_is_unhealthy if {
	records := network.guarded(network.behind, [nsg("Deny", "*", "*", "*")])
	said(network.vm, records).applicable
	not said(network.vm, records).healthy
	said(network.vm, records).reasons == {sprintf("load balancer %s is not in the inventory, it may be public", [network.balancer_id])}
}

test_applicable if said(network.vm, guarded(nsg("Allow", "Tcp", "*", "443"))).applicable

test_not_applicable_without_exposure if {
	not said(network.vm, network.guarded(network.private, [nsg("Allow", "Tcp", "*", "1433")])).applicable
}

test_not_applicable_without_nics if not said(network.machine([]), []).applicable
