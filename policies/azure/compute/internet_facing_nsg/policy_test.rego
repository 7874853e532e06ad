package azure.compute.internet_facing_nsg_test

import data.azure.compute.internet_facing_nsg

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

test_healthy_with_a_group_on_the_nic if internet_facing_nsg.healthy with input as vm with data.inventory as inventory([nic(guard, public), vnet(null)])

test_healthy_with_a_group_on_the_subnet if {
	internet_facing_nsg.healthy with input as vm with data.inventory as inventory([nic(null, public), vnet(guard)])
}

test_unhealthy if {
	open := inventory([nic(null, public), vnet(null)])
	not internet_facing_nsg.healthy with input as vm with data.inventory as open
	reasons := internet_facing_nsg.reasons with input as vm with data.inventory as open
	reasons == {"network interface /nic faces the internet without a network security group"}
}

test_missing_group_attribute_is_unhealthy if {
	bare := {"id": "/nic", "properties": {"ipConfigurations": [{"properties": {
		"publicIPAddress": public,
		"subnet": {"id": "/vnet/subnets/a"},
	}}]}}
	records := inventory([bare, {"id": "/vnet", "properties": {"subnets": [{"id": "/vnet/subnets/a", "properties": {}}]}}])
	not internet_facing_nsg.healthy with input as vm with data.inventory as records
}

test_missing_subnet_is_unhealthy if {
	records := inventory([nic(null, public)])
	not internet_facing_nsg.healthy with input as vm with data.inventory as records
	reasons := internet_facing_nsg.reasons with input as vm with data.inventory as records
	reasons == {"network interface /nic faces the internet, and the details of its subnet /vnet/subnets/a are not in the inventory"}
}

test_missing_nic_is_unhealthy if {
	internet_facing_nsg.applicable with input as vm with data.inventory as inventory([])
	not internet_facing_nsg.healthy with input as vm with data.inventory as inventory([])
	reasons := internet_facing_nsg.reasons with input as vm with data.inventory as inventory([])
	reasons == {"network interface /NIC is not in the inventory"}
}

test_missing_load_balancer_is_unhealthy if {
	pool := "/subscriptions/0001/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb/backendAddressPools/pool"
	balanced := {"id": "/nic", "properties": {"networkSecurityGroup": guard, "ipConfigurations": [{"properties": {
		"loadBalancerBackendAddressPools": [{"id": pool}],
		"subnet": {"id": "/vnet/subnets/a"},
	}}]}}
	records := inventory([balanced, vnet(null)])
	internet_facing_nsg.applicable with input as vm with data.inventory as records
	not internet_facing_nsg.healthy with input as vm with data.inventory as records
}

test_applicable if internet_facing_nsg.applicable with input as vm with data.inventory as inventory([nic(null, public), vnet(null)])

test_not_applicable_without_exposure if {
	not internet_facing_nsg.applicable with input as vm with data.inventory as inventory([nic(null, null), vnet(null)])
}

test_not_applicable_without_nics if not internet_facing_nsg.applicable with input as bare_vm with data.inventory as inventory([])
