package azure.compute.management_ports_closed_test

import data.azure.compute.management_ports_closed
import data.lib.network_sample_test as network

said(machine, records) := policy if {
	policy := management_ports_closed with input as machine
		with data.inventory as network.inventory(records)
		with data.parameters.azure.compute.management_ports_closed as {"ports": [22, 3389, 5985, 5986]}
}

test_healthy if {
	said(network.vm, network.guarded(network.public, [network.nsg("Allow", "443")])).healthy
	said(network.vm, [network.nic(null, network.public), network.vnet(network.guard), network.nsg("Deny", "*")]).healthy
}

test_unhealthy if {
	records := network.guarded(network.public, [network.nsg("Allow", "22-3389")])
	not said(network.vm, records).healthy
	said(network.vm, records).reasons == {"network interface /nic lets the internet in on port 22, 3389, wanted no such access"}
}

test_ports_are_a_parameter if {
	not management_ports_closed.healthy with input as network.vm
		with data.inventory as network.inventory(network.guarded(network.public, [network.nsg("Allow", "443")]))
		with data.parameters.azure.compute.management_ports_closed as {"ports": [443]}
}

test_missing_rules_are_unhealthy if {
	records := network.guarded(network.public, [{"id": "/nsg", "properties": {}}])
	not said(network.vm, records).healthy
	said(network.vm, records).reasons == {"the rules of network security group /nsg are not in the inventory"}
}

test_missing_group_is_unhealthy if not said(network.vm, network.guarded(network.public, [])).healthy

test_missing_subnet_is_unhealthy if {
	said(network.vm, [network.nic(null, network.public)]).applicable
	not said(network.vm, [network.nic(null, network.public)]).healthy
}

test_missing_nic_is_unhealthy if {
	said(network.vm, []).applicable
	not said(network.vm, []).healthy
	said(network.vm, []).reasons == {"network interface /NIC is not in the inventory"}
}

test_applicable if said(network.vm, network.guarded(network.public, [network.nsg("Allow", "443")])).applicable

test_not_applicable_without_exposure if not said(network.vm, network.guarded(network.private, [network.nsg("Allow", "22")])).applicable

test_not_applicable_without_a_group if not said(network.vm, network.unguarded(network.public)).applicable

test_not_applicable_without_nics if not said(network.machine([]), []).applicable

test_no_reason_when_healthy if {
	said(network.vm, network.guarded(network.public, [network.nsg("Allow", "443")])).reasons == set()
	behind_a_closed_group := [network.nic(network.guard, network.public), network.nsg("Deny", "*")]
	said(network.vm, behind_a_closed_group).healthy
	said(network.vm, behind_a_closed_group).reasons == set()
}

test_every_exposed_nic_counts if {
	two := network.machine(["/NIC", "/second"])
	bare := network.second(network.nic(null, network.public))
	not said(two, [network.nic(network.guard, network.public), bare, network.vnet(null), network.nsg("Deny", "*")]).healthy
}
