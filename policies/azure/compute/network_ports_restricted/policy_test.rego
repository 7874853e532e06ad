package azure.compute.network_ports_restricted_test

import data.azure.compute.network_ports_restricted

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

parameters := {"exceptedPorts": [22, 3389, 5985, 5986, 80, 1443]}

verdict(machine, records) if {
	network_ports_restricted.healthy with input as machine
		with data.inventory as records
		with data.parameters.azure.compute.network_ports_restricted as parameters
}

concerns(machine, records) if {
	network_ports_restricted.applicable with input as machine
		with data.inventory as records
		with data.parameters.azure.compute.network_ports_restricted as parameters
}

reasons(machine, records) := found if {
	found := network_ports_restricted.reasons with input as machine
		with data.inventory as records
		with data.parameters.azure.compute.network_ports_restricted as parameters
}

test_healthy if {
	verdict(vm, inventory([nic(guard, null), vnet(null), nsg("Deny", "*")]))
	verdict(vm, inventory([nic(guard, null), vnet(null), nsg("Allow", "22")]))
}

test_unhealthy if {
	records := inventory([nic(guard, null), vnet(null), nsg("Allow", "8080")])
	not verdict(vm, records)
	reasons(vm, records) == {"rule rule of group /nsg admits any source to ports 8080-8080, wanted known addresses"}
}

test_unhealthy_through_the_subnet if not verdict(vm, inventory([nic(null, null), vnet(guard), nsg("Allow", "*")]))

test_rule_without_a_name_is_unhealthy if {
	nameless := {"id": "/nsg", "properties": {"securityRules": [json.remove(rule, ["name"]) | some rule in nsg("Allow", "*").properties.securityRules]}}
	not verdict(vm, inventory([nic(guard, null), vnet(null), nameless]))
}

test_range_beyond_the_excepted_ports_is_unhealthy if {
	not verdict(vm, inventory([nic(guard, null), vnet(null), nsg("Allow", "22-80")]))
}

test_excepted_ports_are_a_parameter if {
	not network_ports_restricted.healthy with input as vm
		with data.inventory as inventory([nic(guard, null), vnet(null), nsg("Allow", "22")])
		with data.parameters.azure.compute.network_ports_restricted as {"exceptedPorts": []}
}

test_missing_rules_are_unhealthy if {
	records := inventory([nic(guard, null), vnet(null), {"id": "/nsg", "properties": {}}])
	not verdict(vm, records)
	reasons(vm, records) == {"the rules of network security group /nsg are not in the inventory"}
}

test_missing_subnet_is_unhealthy if not verdict(vm, inventory([nic(guard, null), nsg("Deny", "*")]))

test_missing_nic_is_unhealthy if {
	concerns(vm, inventory([]))
	not verdict(vm, inventory([]))
	reasons(vm, inventory([])) == {"network interface /NIC is not in the inventory"}
}

test_applicable if concerns(vm, inventory([nic(guard, null), vnet(null), nsg("Allow", "443")]))

test_not_applicable_without_a_group if not concerns(vm, inventory([nic(null, public), vnet(null)]))

test_not_applicable_without_nics if not concerns(bare_vm, inventory([]))
