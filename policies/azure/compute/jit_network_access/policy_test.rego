package azure.compute.jit_network_access_test

import data.azure.compute.jit_network_access
import data.lib.machines_sample_test as machines
import data.lib.network_sample_test as network

vm := object.union(network.vm, {"id": "/subscriptions/0001/vm"})

with_policy(records, numbers) := object.union(records, {"by_type": {"microsoft.security/locations/jitnetworkaccesspolicies": [{
	"id": "/jit",
	"properties": {"virtualMachines": [{"id": "/subscriptions/0001/VM", "ports": [{"number": number} | some number in numbers]}]},
}]}})

with_plan(records, tier) := object.union(records, machines.with_plan({"pricingTier": tier}))

said(machine, records) := policy if {
	policy := jit_network_access with input as machine
		with data.inventory as records
		with data.parameters.azure.compute.jit_network_access as {"ports": [22, 3389, 5985, 5986]}
}

guarded(groups) := network.inventory(network.guarded(network.private, groups))

open_ssh := guarded([network.nsg("Allow", "22")])

closed := guarded([network.nsg("Deny", "*")])

none := network.inventory([])

test_healthy if {
	said(vm, with_policy(open_ssh, [22])).healthy
	said(vm, with_policy(closed, [22, 3389])).healthy
}

test_unhealthy if {
	not said(vm, open_ssh).healthy
	said(vm, open_ssh).reasons == {"management port 22 is open, wanted in a just-in-time policy for this machine"}
}

test_policy_for_another_port_is_unhealthy if not said(vm, with_policy(open_ssh, [3389])).healthy

test_policy_without_ports_is_unhealthy if not said(vm, with_policy(open_ssh, [])).healthy

test_missing_rules_are_unhealthy if {
	records := guarded([])
	said(vm, records).applicable
	not said(vm, records).healthy
	said(vm, records).reasons == {"the rules of network security group /nsg are not in the inventory"}
}

test_missing_nic_is_unhealthy if {
	said(vm, none).applicable
	not said(vm, none).healthy
	not said(vm, with_policy(none, [22])).healthy
	said(vm, with_policy(none, [22])).reasons == {"network interface /NIC is not in the inventory"}
}

test_ports_are_a_parameter if {
	jit_network_access.applicable with input as vm
		with data.inventory as guarded([network.nsg("Allow", "443")])
		with data.parameters.azure.compute.jit_network_access as {"ports": [443]}
}

test_applicable if {
	said(vm, open_ssh).applicable
	said(vm, with_plan(open_ssh, "Standard")).applicable
	said(vm, with_policy(closed, [22])).applicable
}

test_not_applicable_with_closed_ports if not said(vm, closed).applicable

test_not_applicable_without_a_group if not said(vm, network.inventory(network.unguarded(network.private))).applicable

test_not_applicable_without_defender if not said(vm, with_plan(open_ssh, "Free")).applicable

test_not_applicable_without_nics if {
	bare := object.union(network.machine([]), {"id": vm.id})
	not said(bare, none).applicable
	not said(bare, with_policy(none, [22])).applicable
}

test_never_healthy_without_a_policy if not said(vm, closed).healthy

test_healthy_without_reasons if said(vm, with_policy(guarded([]), [22, 3389, 5985, 5986])).reasons == set()
