package azure.compute.internet_facing_nsg_test

import data.azure.compute.internet_facing_nsg
import data.lib.network_sample_test as network

said(machine, records) := policy if {
	policy := internet_facing_nsg with input as machine with data.inventory as network.inventory(records)
}

test_healthy_with_a_group_on_the_nic if said(network.vm, network.guarded(network.public, [])).healthy

test_healthy_with_a_group_on_the_subnet if said(network.vm, [network.nic(null, network.public), network.vnet(network.guard)]).healthy

test_unhealthy if {
	open := network.unguarded(network.public)
	not said(network.vm, open).healthy
	said(network.vm, open).reasons == {"network interface /nic faces the internet without a network security group"}
}

test_missing_group_attribute_is_unhealthy if {
	bare := json.remove(network.nic(null, network.public), ["properties/networkSecurityGroup"])
	records := [bare, network.vnet_of({})]
	not said(network.vm, records).healthy
}

test_missing_subnet_is_unhealthy if {
	records := [network.nic(null, network.public)]
	not said(network.vm, records).healthy
	said(network.vm, records).reasons == {"network interface /nic faces the internet, and the details of its subnet /vnet/subnets/a are not in the inventory"}
}

test_missing_nic_is_unhealthy if {
	said(network.vm, []).applicable
	not said(network.vm, []).healthy
	said(network.vm, []).reasons == {"network interface /NIC is not in the inventory"}
}

test_missing_load_balancer_is_unhealthy if {
	records := network.guarded(network.behind, [])
	said(network.vm, records).applicable
	not said(network.vm, records).healthy
}

test_applicable if said(network.vm, network.unguarded(network.public)).applicable

test_not_applicable_without_exposure if not said(network.vm, network.unguarded(network.private)).applicable

test_not_applicable_without_nics if not said(network.machine([]), []).applicable

test_no_reason_when_healthy if {
	every records in [network.guarded(network.public, []), [network.nic(network.guard, network.public)], network.unguarded(network.private)] {
		said(network.vm, records).reasons == set()
	}
}

test_every_exposed_nic_counts if {
	two := network.machine(["/NIC", "/second"])
	open := network.second(network.nic(null, network.public))
	records := [network.nic(network.guard, network.public), open, network.vnet(null)]
	not said(two, records).healthy
}
