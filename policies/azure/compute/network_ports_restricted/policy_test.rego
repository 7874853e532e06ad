package azure.compute.network_ports_restricted_test

import data.azure.compute.network_ports_restricted
import data.lib.network_sample_test as network

said(machine, records) := policy if {
	policy := network_ports_restricted with input as machine
		with data.inventory as network.inventory(records)
		with data.parameters.azure.compute.network_ports_restricted as {"exceptedPorts": [22, 3389, 5985, 5986, 80, 1443]}
}

test_healthy if {
	said(network.vm, network.guarded(network.private, [network.nsg("Deny", "*")])).healthy
	said(network.vm, network.guarded(network.private, [network.nsg("Allow", "22")])).healthy
}

test_unhealthy if {
	records := network.guarded(network.private, [network.nsg("Allow", "8080")])
	not said(network.vm, records).healthy
	said(network.vm, records).reasons == {"rule rule of group /nsg admits any source to ports 8080-8080, wanted known addresses"}
}

test_unhealthy_through_the_subnet if not said(network.vm, [network.nic(null, network.private), network.vnet(network.guard), network.nsg("Allow", "*")]).healthy

test_rule_without_a_name_is_unhealthy if {
	nameless := network.nsg_of([json.remove(network.rule("Allow", "*"), ["name"])])
	not said(network.vm, network.guarded(network.private, [nameless])).healthy
}

test_range_beyond_the_excepted_ports_is_unhealthy if {
	not said(network.vm, network.guarded(network.private, [network.nsg("Allow", "22-80")])).healthy
}

test_excepted_ports_are_a_parameter if {
	not network_ports_restricted.healthy with input as network.vm
		with data.inventory as network.inventory(network.guarded(network.private, [network.nsg("Allow", "22")]))
		with data.parameters.azure.compute.network_ports_restricted as {"exceptedPorts": []}
}

test_missing_rules_are_unhealthy if {
	records := network.guarded(network.private, [{"id": "/nsg", "properties": {}}])
	not said(network.vm, records).healthy
	said(network.vm, records).reasons == {"the rules of network security group /nsg are not in the inventory"}
}

test_missing_subnet_is_unhealthy if not said(network.vm, [network.nic(network.guard, network.private), network.nsg("Deny", "*")]).healthy

test_missing_nic_is_unhealthy if {
	said(network.vm, []).applicable
	not said(network.vm, []).healthy
	said(network.vm, []).reasons == {"network interface /NIC is not in the inventory"}
}

test_applicable if said(network.vm, network.guarded(network.private, [network.nsg("Allow", "443")])).applicable

test_not_applicable_without_a_group if not said(network.vm, network.unguarded(network.public)).applicable

test_not_applicable_without_nics if not said(network.machine([]), []).applicable

test_healthy_when_a_deny_rule_comes_first if {
	allow := network.rule("Allow", "8080")
	deny := object.union(allow, {"properties": {"access": "Deny", "priority": 90}})
	late := object.union(allow, {"properties": {"access": "Deny", "priority": 110}})
	said(network.vm, network.guarded(network.private, [network.nsg_of([allow, deny])])).healthy
	not said(network.vm, network.guarded(network.private, [network.nsg_of([allow, late])])).healthy
}

test_not_applicable_to_classic_machines_without_nics if {
	not said(network.classic, []).applicable
}
