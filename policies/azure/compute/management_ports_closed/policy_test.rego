package azure.compute.management_ports_closed_test

import data.azure.compute.management_ports_closed

vm := {
	"id": "/vm",
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

parameters := {"ports": [22, 3389, 5985, 5986]}

verdict(machine, records) if {
	management_ports_closed.healthy with input as machine
		with data.inventory as records
		with data.parameters.azure.compute.management_ports_closed as parameters
}

concerns(machine, records) if {
	management_ports_closed.applicable with input as machine
		with data.inventory as records
		with data.parameters.azure.compute.management_ports_closed as parameters
}

reasons(machine, records) := found if {
	found := management_ports_closed.reasons with input as machine
		with data.inventory as records
		with data.parameters.azure.compute.management_ports_closed as parameters
}

test_healthy if {
	verdict(vm, inventory([nic(guard, public), vnet(null), nsg("Allow", "443")]))
	verdict(vm, inventory([nic(null, public), vnet(guard), nsg("Deny", "*")]))
}

test_unhealthy if {
	records := inventory([nic(guard, public), vnet(null), nsg("Allow", "22-3389")])
	not verdict(vm, records)
	reasons(vm, records) == {"network interface /nic lets the internet in on port 22, 3389, wanted no such access"}
}

test_ports_are_a_parameter if {
	not management_ports_closed.healthy with input as vm
		with data.inventory as inventory([nic(guard, public), vnet(null), nsg("Allow", "443")])
		with data.parameters.azure.compute.management_ports_closed as {"ports": [443]}
}

test_missing_rules_are_unhealthy if {
	records := inventory([nic(guard, public), vnet(null), {"id": "/nsg", "properties": {}}])
	not verdict(vm, records)
	reasons(vm, records) == {"the rules of network security group /nsg are not in the inventory"}
}

test_missing_group_is_unhealthy if not verdict(vm, inventory([nic(guard, public), vnet(null)]))

test_missing_subnet_is_unhealthy if {
	concerns(vm, inventory([nic(null, public)]))
	not verdict(vm, inventory([nic(null, public)]))
}

test_missing_nic_is_unhealthy if {
	concerns(vm, inventory([]))
	not verdict(vm, inventory([]))
	reasons(vm, inventory([])) == {"network interface /NIC is not in the inventory"}
}

test_applicable if concerns(vm, inventory([nic(guard, public), vnet(null), nsg("Allow", "443")]))

test_not_applicable_without_exposure if not concerns(vm, inventory([nic(guard, null), vnet(null), nsg("Allow", "22")]))

test_not_applicable_without_a_group if not concerns(vm, inventory([nic(null, public), vnet(null)]))

test_not_applicable_without_nics if not concerns(bare_vm, inventory([]))
