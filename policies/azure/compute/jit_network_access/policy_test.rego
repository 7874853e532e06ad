package azure.compute.jit_network_access_test

import data.azure.compute.jit_network_access

vm := {
	"id": "/subscriptions/0001/vm",
	"type": "microsoft.compute/virtualmachines",
	"properties": {"networkProfile": {"networkInterfaces": [{"id": "/NIC"}]}},
}

bare_vm := object.union(vm, {"properties": {"networkProfile": {"networkInterfaces": []}}})

nic(group, address) := {"id": "/nic", "properties": {"networkSecurityGroup": group, "ipConfigurations": [{"properties": {
	"privateIPAddress": "10.0.0.4",
	"publicIPAddress": address,
	"subnet": {"id": "/vnet/subnets/a"},
}}]}}

vnet(group) := {"id": "/vnet", "properties": {"subnets": [{"id": "/vnet/subnets/a", "properties": {"networkSecurityGroup": group}}]}}

public := {"id": "/pip"}

guard := {"id": "/NSG"}

inventory(records) := {"by_id": {record.id: record | some record in records}}

nsg(access, port) := {"id": "/nsg", "properties": {"securityRules": [{"name": "rule", "properties": {
	"access": access,
	"direction": "Inbound",
	"priority": 100,
	"protocol": "Tcp",
	"sourceAddressPrefix": "*",
	"sourcePortRange": "*",
	"destinationAddressPrefix": "*",
	"destinationPortRange": port,
}}]}}

with_policy(records, numbers) := object.union(records, {"by_type": {"microsoft.security/locations/jitnetworkaccesspolicies": [{
	"id": "/jit",
	"properties": {"virtualMachines": [{"id": "/subscriptions/0001/VM", "ports": [{"number": number} | some number in numbers]}]},
}]}})

with_plan(records, tier) := object.union(records, {"by_type": {"microsoft.security/pricings": [{
	"id": "/subscriptions/0001/providers/microsoft.security/pricings/virtualmachines",
	"properties": {"pricingTier": tier},
}]}})

parameters := {"ports": [22, 3389, 5985, 5986]}

verdict(machine, records) if {
	jit_network_access.healthy with input as machine
		with data.inventory as records
		with data.parameters.azure.compute.jit_network_access as parameters
}

concerns(machine, records) if {
	jit_network_access.applicable with input as machine
		with data.inventory as records
		with data.parameters.azure.compute.jit_network_access as parameters
}

reasons(machine, records) := found if {
	found := jit_network_access.reasons with input as machine
		with data.inventory as records
		with data.parameters.azure.compute.jit_network_access as parameters
}

open_ssh := inventory([nic(guard, null), vnet(null), nsg("Allow", "22")])

closed := inventory([nic(guard, null), vnet(null), nsg("Deny", "*")])

test_healthy if {
	verdict(vm, with_policy(open_ssh, [22]))
	verdict(vm, with_policy(closed, [22, 3389]))
}

test_unhealthy if {
	not verdict(vm, open_ssh)
	reasons(vm, open_ssh) == {"management port 22 is open, wanted in a just-in-time policy for this machine"}
}

test_policy_for_another_port_is_unhealthy if not verdict(vm, with_policy(open_ssh, [3389]))

test_policy_without_ports_is_unhealthy if not verdict(vm, with_policy(open_ssh, []))

test_missing_rules_are_unhealthy if {
	records := inventory([nic(guard, null), vnet(null)])
	concerns(vm, records)
	not verdict(vm, records)
	reasons(vm, records) == {"the rules of network security group /nsg are not in the inventory"}
}

test_missing_nic_is_unhealthy if {
	concerns(vm, inventory([]))
	not verdict(vm, inventory([]))
	not verdict(vm, with_policy(inventory([]), [22]))
	reasons(vm, with_policy(inventory([]), [22])) == {"network interface /NIC is not in the inventory"}
}

test_ports_are_a_parameter if {
	jit_network_access.applicable with input as vm
		with data.inventory as inventory([nic(guard, null), vnet(null), nsg("Allow", "443")])
		with data.parameters.azure.compute.jit_network_access as {"ports": [443]}
}

test_applicable if {
	concerns(vm, open_ssh)
	concerns(vm, with_plan(open_ssh, "Standard"))
	concerns(vm, with_policy(closed, [22]))
}

test_not_applicable_with_closed_ports if not concerns(vm, closed)

test_not_applicable_without_a_group if not concerns(vm, inventory([nic(null, null), vnet(null)]))

test_not_applicable_without_defender if not concerns(vm, with_plan(open_ssh, "Free"))

test_not_applicable_without_nics if not concerns(bare_vm, inventory([]))
