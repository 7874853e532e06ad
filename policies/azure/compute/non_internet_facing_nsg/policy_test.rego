package azure.compute.non_internet_facing_nsg_test

import data.azure.compute.non_internet_facing_nsg
import data.lib.network_sample_test as network

said(machine, records) := policy if {
	policy := non_internet_facing_nsg with input as machine with data.inventory as network.inventory(records)
}

two := network.machine(["/nic", "/second"])

test_healthy_with_a_group_on_the_nic if {
	said(network.vm, network.guarded(network.private, [])).healthy
	said(network.vm, network.guarded(network.private, [])).reasons == set()
	said(network.vm, [network.nic(network.guard, network.private)]).healthy
	said(network.vm, [network.nic(network.guard, network.private)]).reasons == set()
}

test_healthy_with_a_group_on_the_subnet if said(network.vm, [network.nic(null, network.private), network.vnet(network.guard)]).healthy

test_unhealthy if {
	records := network.unguarded(network.private)
	said(network.vm, records).applicable
	not said(network.vm, records).healthy
	said(network.vm, records).reasons == {"network interface /nic has no network security group, wanted one on it or on its subnets"}
}

test_unhealthy_with_one_bare_nic_of_two if {
	guarded := network.nic(network.guard, network.private)
	not said(two, [guarded, network.second(network.nic(null, network.private)), network.vnet(null)]).healthy
	said(two, [guarded, network.second(guarded), network.vnet(null)]).healthy
}

test_missing_group_attribute_is_unhealthy if {
	bare := json.remove(network.nic(null, network.private), ["properties/networkSecurityGroup"])
	records := [bare, network.vnet_of({})]
	said(network.vm, records).applicable
	not said(network.vm, records).healthy
}

test_missing_subnet_is_unhealthy if {
	missing := "network interface /nic has no network security group, and the details of its subnet /vnet/subnets/a are not in the inventory"
	not said(network.vm, [network.nic(null, network.private)]).healthy
	said(network.vm, [network.nic(null, network.private)]).reasons == {missing}
}

test_missing_nic_is_unhealthy if {
	said(network.vm, []).applicable
	not said(network.vm, []).healthy
	said(network.vm, []).reasons == {"network interface /NIC is not in the inventory"}
	not said(two, network.guarded(network.private, [])).healthy
}

test_vm_without_details_is_unhealthy if {
	said(network.shell, []).applicable
	not said(network.shell, []).healthy
	count(said(network.shell, []).reasons) == 1
}

# The group is there, whichever way the machine is reached.
test_missing_load_balancer_is_judged_by_the_group if {
	said(network.vm, network.guarded(network.behind, [])).applicable
	said(network.vm, network.guarded(network.behind, [])).healthy
	not said(network.vm, network.unguarded(network.behind)).healthy
}

test_applicable if {
	said(network.vm, network.unguarded(network.private)).applicable
	said(network.vm, [network.nic(null, network.behind), network.vnet(null), network.balancer({"subnet": {"id": "/vnet/subnets/a"}})]).applicable
}

test_not_applicable_to_machines_that_face_the_internet if {
	exposed := network.nic(null, network.public)
	not said(network.vm, [exposed, network.vnet(null)]).applicable
	not said(two, [exposed, network.second(network.nic(null, network.private)), network.vnet(null)]).applicable
	not said(network.vm, [network.nic(null, network.behind), network.vnet(null), network.balancer(network.public)]).applicable
}

test_not_applicable_without_nics if {
	not said(network.machine([]), []).applicable
	not said(network.classic, []).applicable
}
