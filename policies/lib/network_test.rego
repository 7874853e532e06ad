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

test_malformed_network_interfaces_are_unknown if {
	every odd in ["x", 1, true, {}, {"a": {"id": "/nic"}}, [null], ["/nic"], [{"id": 5}], [{"id": null}]] {
		broken := {
			"id": "/vm",
			"type": "microsoft.compute/virtualmachines",
			"properties": {"networkProfile": {"networkInterfaces": odd}},
		}
		network.may_have_nics(broken)
		count(network.missing_nics(broken)) == 1 with data.inventory as inventory([nic(null, {})])
		network.nics(broken) == set() with data.inventory as inventory([nic(null, {})])
	}
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
	open := network.open_ports(guarded, "tcp", [22, 3389]) with data.inventory as inventory([vnet(null), nsg("/nsg", [rule("Allow", 100, "22")])])
	open == {22}
}

test_smaller_priority_number_wins if {
	denied_first := [rule("Allow", 200, "22"), rule("Deny", 100, "*")]
	allowed_first := [rule("Allow", 100, "22"), rule("Deny", 200, "*")]
	guarded := nic({"id": "/nsg"}, {})
	network.open_ports(guarded, "tcp", [22]) == set() with data.inventory as inventory([vnet(null), nsg("/nsg", denied_first)])
	network.open_ports(guarded, "tcp", [22]) == {22} with data.inventory as inventory([vnet(null), nsg("/nsg", allowed_first)])
}

test_both_groups_must_let_traffic_pass if {
	guarded := nic({"id": "/nsg"}, {})
	open := nsg("/nsg", [rule("Allow", 100, "*")])
	closed := nsg("/closed", [])
	network.open_ports(guarded, "tcp", [22]) == set() with data.inventory as inventory([vnet({"id": "/closed"}), open, closed])
	network.open_ports(guarded, "tcp", [22]) == {22} with data.inventory as inventory([vnet({"id": "/NSG"}), open, closed])
}

test_unreadable_group_stops_nothing if {
	guarded := nic({"id": "/nsg"}, {})
	network.open_ports(guarded, "tcp", [22]) == {22} with data.inventory as inventory([vnet(null)])
	network.open_ports(guarded, "tcp", [22]) == {22} with data.inventory as inventory([vnet(null), nsg("/nsg", [{"id": "/nsg/securityrules/a"}])])
	count(network.unknown_groups(guarded)) == 1 with data.inventory as inventory([vnet(null), {"id": "/nsg"}])
}

test_reason_lists_the_ports if {
	guarded := nic({"id": "/nsg"}, {})
	reasons := network.open_port_reasons({guarded}, [3389, 22, 80]) with data.inventory as inventory([vnet(null), nsg("/nsg", [rule("Allow", 100, "22-3389")])])
	reasons == {"network interface /nic lets the internet in on port 22, 80, 3389, wanted no such access"}
}

test_nic_without_a_subnet_is_unknown if {
	count(network.unknown_nics(vm)) == 1 with data.inventory as inventory([nic(null, {"subnet": {"id": null}})])
}

test_exposed_nics if {
	hidden := network.exposed_nics(vm) with data.inventory as inventory([nic(null, {})])
	hidden == set()
	seen := network.exposed_nics(vm) with data.inventory as inventory([nic(null, {"publicIPAddress": {"id": "/pip"}})])
	count(seen) == 1
}

test_exposed_nic_needs_no_load_balancer if {
	both := nic(null, object.union(behind, {"publicIPAddress": {"id": "/pip"}}))
	count(network.unknown_exposure(vm)) == 0 with data.inventory as inventory([both])
}

test_group_of_another_subnet_does_not_help if {
	other := {"id": sprintf("%s/subnets/b", [vnet_id]), "properties": {"networkSecurityGroup": {"id": "/nsg"}}}
	own := {"id": subnet_id, "properties": {}}
	bare := nic(null, {})
	not network.has_group(bare) with data.inventory as inventory([{"id": vnet_id, "properties": {"subnets": [own, other]}}])
}

test_subnet_without_details_is_unknown if {
	bare := nic(null, {})
	bare_vnet := {"id": vnet_id, "properties": {"subnets": [{"id": subnet_id}]}}
	ids := network.unknown_subnets(bare) with data.inventory as inventory([bare_vnet])
	ids == {subnet_id}
}

test_nic_without_subnets_has_no_group_of_a_subnet if {
	not network.has_group({"id": "/nic", "properties": {}}) with data.inventory as inventory([])
}

test_rules_without_details_let_everything_in if {
	guarded := nic({"id": "/nsg"}, {})
	every field in ["access", "direction", "priority", "protocol", "destinationPortRange"] {
		vague := {"properties": object.remove(rule("Deny", 100, "*").properties, [field])}
		records := inventory([vnet(null), nsg("/nsg", [rule("Deny", 90, "*"), vague])])
		network.open_ports(guarded, "tcp", [22]) == {22} with data.inventory as records
		count(network.unknown_groups(guarded)) == 1 with data.inventory as records
	}
}

test_open_to_one_family_is_open if {
	guarded := nic({"id": "/nsg"}, {})
	every source in ["0.0.0.0/0", "::/0"] {
		one := json.patch(rule("Allow", 100, "22"), [{"op": "replace", "path": "/properties/sourceAddressPrefix", "value": source}])
		network.open_ports(guarded, "tcp", [22]) == {22} with data.inventory as inventory([vnet(null), nsg("/nsg", [one])])
	}
}

test_open_port_reasons if {
	guarded := nic({"id": "/nsg"}, {})
	open := inventory([vnet(null), nsg("/nsg", [rule("Allow", 100, "22")])])
	reasons := network.open_port_reasons({guarded}, [22, 3389]) with data.inventory as open
	reasons == {"network interface /nic lets the internet in on port 22, wanted no such access"}
	closed := inventory([vnet(null), nsg("/nsg", [])])
	network.open_port_reasons({guarded}, [22]) == set() with data.inventory as closed
	network.open_port_reasons({guarded}, [22]) == set() with data.inventory as inventory([vnet(null)])
}

test_open_reason if {
	bare := nic(null, {})
	unguarded := network.open_reason(bare, "port 22") with data.inventory as inventory([vnet(null)])
	unguarded == "network interface /nic has no network security group, wanted one that lets in what is needed"
	grouped := nic({"id": "/nsg"}, {})
	guarded := network.open_reason(grouped, "port 22") with data.inventory as inventory([vnet(null)])
	guarded == "network interface /nic lets the internet in on port 22, wanted no such access"
}

test_odd_values_of_a_nic_are_unknown if {
	every odd in ["x", 7, true, [], {}, [null], ["x"]] {
		bare := {"id": "/nic", "properties": {"ipConfigurations": odd}}
		count(network.unknown_nics(vm)) == 1 with data.inventory as inventory([bare])
		count(network.exposed_nics(vm)) == 0 with data.inventory as inventory([bare])
	}
	every odd in ["x", 7, true, {}, [null], ["x"], [{"id": 7}]] {
		every field in ["loadBalancerBackendAddressPools", "loadBalancerInboundNatRules", "publicIPAddress"] {
			count(network.unknown_nics(vm)) == 1 with data.inventory as inventory([nic(null, {field: odd})])
		}
	}
	every odd in [null, 7, true, [], {}] {
		count(network.unknown_nics(vm)) == 1 with data.inventory as inventory([nic(null, {"subnet": {"id": odd}})])
	}
	count(network.unknown_nics(vm)) == 0 with data.inventory as inventory([nic(null, object.union(behind, {"publicIPAddress": null}))])
}

test_odd_frontends_are_unknown if {
	every odd in [null, "x", 7, true, {}, [null], ["x"]] {
		odd_balancer := {"id": balancer_id, "properties": {"frontendIPConfigurations": odd}}
		count(network.unknown_exposure(vm)) == 1 with data.inventory as inventory([nic(null, behind), odd_balancer])
	}
	none := {"id": balancer_id, "properties": {"frontendIPConfigurations": []}}
	count(network.unknown_exposure(vm)) == 0 with data.inventory as inventory([nic(null, behind), none])
}

test_odd_references_to_a_group_are_unknown if {
	every odd in ["x", 7, true, [], {}, {"id": null}, {"id": ""}, {"id": 7}] {
		guarded := nic(odd, {})
		every records in [[vnet(null)], [vnet(odd)]] {
			not network.has_group(guarded) with data.inventory as inventory(records)
			network.may_have_group(guarded) with data.inventory as inventory(records)
			count(network.unknown_groups(guarded)) == 1 with data.inventory as inventory(records)
			network.open_ports(guarded, "tcp", [22]) == {22} with data.inventory as inventory(records)
		}
	}
}

test_addresses_of_load_balancers_and_subnets_of_another_shape_are_no_errors if {
	every odd in [null, 7, ["x"]] {
		balanced := nic(null, {"loadBalancerBackendAddressPools": [{"id": odd}], "subnet": {"id": odd}})
		network.load_balancers(balanced) == set()
		network.subnet_ids(balanced) == set()
	}
	network.unknown_nics(vm) == set() with data.inventory as inventory([nic(null, {"publicIPAddress": {"id": "/pip"}})])
	mixed := json.patch(nic(null, {}), [{"op": "add", "path": "/properties/ipConfigurations/1", "value": "x"}])
	count(network.unknown_nics(vm)) == 1 with data.inventory as inventory([mixed])
}

test_odd_rules_let_everything_in if {
	guarded := nic({"id": "/nsg"}, {})
	every odd in [null, "x", 7, true, {}, [null], [rule("Deny", 100, "*"), "x"]] {
		records := inventory([vnet(null), {"id": "/nsg", "properties": {"securityRules": odd}}])
		network.open_ports(guarded, "tcp", [22]) == {22} with data.inventory as records
		count(network.unknown_groups(guarded)) == 1 with data.inventory as records
	}
}
