package lib.network_test

import data.lib.network

vm := {
	"id": "/vm",
	"type": "microsoft.compute/virtualmachines",
	"properties": {"networkProfile": {"networkInterfaces": [{"id": "/NIC"}]}},
}

vnet_id := "/subscriptions/0001/resourcegroups/rg/providers/microsoft.network/virtualnetworks/vnet"

subnet_id := sprintf("%s/subnets/a", [vnet_id])

balancer_id := "/subscriptions/0001/resourcegroups/rg/providers/microsoft.network/loadbalancers/lb"

nic(group, configuration) := {"id": "/nic", "properties": {
	"networkSecurityGroup": group,
	"ipConfigurations": [{"properties": object.union({"privateIPAddress": "10.0.0.4", "subnet": {"id": upper(subnet_id)}}, configuration)}],
}}

vnet(group) := {"id": vnet_id, "properties": {"subnets": [{"id": upper(subnet_id), "properties": {"networkSecurityGroup": group}}]}}

nsg(id, list) := {"id": id, "properties": {"securityRules": list}}

rule(access, priority, port) := {"properties": {
	"access": access,
	"direction": "Inbound",
	"priority": priority,
	"protocol": "Tcp",
	"sourceAddressPrefix": "*",
	"sourcePortRange": "*",
	"destinationAddressPrefix": "*",
	"destinationPortRange": port,
}}

inventory(records) := {"by_id": {record.id: record | some record in records}}

behind := {"loadBalancerBackendAddressPools": [{"id": upper(sprintf("%s/backendAddressPools/pool", [balancer_id]))}]}

balancer(frontend) := {"id": balancer_id, "properties": {"frontendIPConfigurations": [{"properties": frontend}]}}

test_nics_are_found_without_regard_to_case if {
	count(network.nics(vm)) == 1 with data.inventory as inventory([nic(null, {})])
	count(network.unknown_nics(vm)) == 0 with data.inventory as inventory([nic(null, {})])
}

test_missing_nic if {
	messages := network.unknown_nics(vm) with data.inventory as inventory([])
	messages == {"network interface /NIC is not in the inventory"}
}

test_nic_without_details if {
	count(network.unknown_nics(vm)) == 1 with data.inventory as inventory([{"id": "/nic"}])
	count(network.missing_nics(vm)) == 0 with data.inventory as inventory([{"id": "/nic"}])
}

test_vm_without_details if {
	shell := {"id": "/vm", "type": "microsoft.compute/virtualmachines"}
	network.may_have_nics(shell)
	count(network.unknown_nics(shell)) == 1 with data.inventory as inventory([])
}

test_vm_without_nics if {
	not network.may_have_nics({"id": "/vm", "type": "microsoft.classiccompute/virtualmachines", "properties": {}})
	not network.may_have_nics(object.union(vm, {"properties": {"networkProfile": {"networkInterfaces": []}}}))
}

test_public_address_exposes if network.is_exposed(nic(null, {"publicIPAddress": {"id": "/pip"}}))

test_public_load_balancer_exposes if {
	balanced := nic(null, behind)
	network.is_exposed(balanced) with data.inventory as inventory([balancer({"publicIPAddress": {"id": "/pip"}})])
}

test_inbound_nat_rule_exposes if {
	mapped := nic(null, {"loadBalancerInboundNatRules": [{"id": sprintf("%s/inboundNatRules/ssh", [balancer_id])}]})
	network.is_exposed(mapped) with data.inventory as inventory([balancer({"publicIPAddress": {"id": "/pip"}})])
}

test_internal_load_balancer_does_not_expose if {
	records := [nic(null, behind), balancer({"subnet": {"id": subnet_id}})]
	not network.is_exposed(records[0]) with data.inventory as inventory(records)
	count(network.unknown_exposure(vm)) == 0 with data.inventory as inventory(records)
}

test_missing_load_balancer_is_unknown if {
	messages := network.unknown_exposure(vm) with data.inventory as inventory([nic(null, behind)])
	messages == {sprintf("load balancer %s is not in the inventory, it may be public", [balancer_id])}
}

test_private_nic_is_not_exposed if not network.is_exposed(nic(null, {}))

test_group_of_nic if {
	guarded := nic({"id": "/NSG"}, {})
	network.has_group(guarded) with data.inventory as inventory([vnet(null)])
	network.groups(guarded) == {"/nsg"} with data.inventory as inventory([vnet(null)])
}

test_group_of_subnet_in_the_virtual_network if {
	bare := nic(null, {})
	network.has_group(bare) with data.inventory as inventory([vnet({"id": "/NSG"})])
}

test_group_of_subnet_as_a_resource if {
	subnet := {"id": subnet_id, "properties": {"networkSecurityGroup": {"id": "/NSG"}}}
	bare := nic(null, {})
	network.has_group(bare) with data.inventory as inventory([subnet])
}

test_no_group if {
	bare := nic(null, {})
	not network.has_group(bare) with data.inventory as inventory([vnet(null)])
	not network.may_have_group(bare) with data.inventory as inventory([vnet(null)])
}

test_unknown_subnet_may_have_a_group if {
	bare := nic(null, {})
	not network.has_group(bare) with data.inventory as inventory([])
	network.may_have_group(bare) with data.inventory as inventory([])
	count(network.unknown_groups(bare)) == 1 with data.inventory as inventory([])
	count(network.unknown_groups(bare)) == 1 with data.inventory as inventory([{"id": vnet_id}])
}

test_open_ports if {
	guarded := nic({"id": "/nsg"}, {})
	open := network.open_ports(guarded, [22, 3389]) with data.inventory as inventory([vnet(null), nsg("/nsg", [rule("Allow", 100, "22")])])
	open == {22}
}

test_smaller_priority_number_wins if {
	denied_first := [rule("Allow", 200, "22"), rule("Deny", 100, "*")]
	allowed_first := [rule("Allow", 100, "22"), rule("Deny", 200, "*")]
	guarded := nic({"id": "/nsg"}, {})
	network.open_ports(guarded, [22]) == set() with data.inventory as inventory([vnet(null), nsg("/nsg", denied_first)])
	network.open_ports(guarded, [22]) == {22} with data.inventory as inventory([vnet(null), nsg("/nsg", allowed_first)])
}

test_both_groups_must_let_traffic_pass if {
	guarded := nic({"id": "/nsg"}, {})
	open := nsg("/nsg", [rule("Allow", 100, "*")])
	closed := nsg("/closed", [])
	network.open_ports(guarded, [22]) == set() with data.inventory as inventory([vnet({"id": "/closed"}), open, closed])
	network.open_ports(guarded, [22]) == {22} with data.inventory as inventory([vnet({"id": "/NSG"}), open, closed])
}

test_unreadable_group_stops_nothing if {
	guarded := nic({"id": "/nsg"}, {})
	network.open_ports(guarded, [22]) == {22} with data.inventory as inventory([vnet(null)])
	network.open_ports(guarded, [22]) == {22} with data.inventory as inventory([vnet(null), nsg("/nsg", [{"id": "/nsg/securityrules/a"}])])
	count(network.unknown_groups(guarded)) == 1 with data.inventory as inventory([vnet(null), {"id": "/nsg"}])
}

test_reason_lists_the_ports if {
	guarded := nic({"id": "/nsg"}, {})
	reasons := network.open_port_reasons({guarded}, [3389, 22, 80]) with data.inventory as inventory([vnet(null), nsg("/nsg", [rule("Allow", 100, "22-3389")])])
	reasons == {"network interface /nic lets the internet in on port 22, 80, 3389, wanted no such access"}
}
