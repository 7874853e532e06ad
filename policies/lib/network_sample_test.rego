package lib.network_sample_test

# A virtual machine with the network interfaces of these ids; an inventory has the ids in lower case.
machine(ids) := {
	"id": "/vm",
	"type": "microsoft.compute/virtualmachines",
	"properties": {"networkProfile": {"networkInterfaces": [{"id": id} | some id in ids]}},
}

vm := machine(["/NIC"])

# As of an export that left the properties out.
shell := object.remove(vm, ["properties"])

# A classic machine has no network profile.
classic := {"id": "/vm", "type": "microsoft.classiccompute/virtualmachines", "properties": {}}

# A network interface with one IP configuration; `reached` tells how the internet gets there.
nic(group, reached) := {"id": "/nic", "properties": {"networkSecurityGroup": group, "ipConfigurations": [{"properties": object.union(
	{"privateIPAddress": "10.0.0.4", "subnet": {"id": "/VNET/subnets/a"}},
	reached,
)}]}}

second(nic) := object.union(nic, {"id": "/second"})

public := {"publicIPAddress": {"id": "/pip"}}

private := {"publicIPAddress": null}

behind := {"loadBalancerBackendAddressPools": [{"id": sprintf("%s/backendAddressPools/pool", [upper(balancer_id)])}]}

balancer_id := "/subscriptions/0001/resourcegroups/rg/providers/microsoft.network/loadbalancers/lb"

balancer(frontend) := {"id": balancer_id, "properties": {"frontendIPConfigurations": [{"properties": frontend}]}}

vnet(group) := vnet_of({"networkSecurityGroup": group})

# The virtual network with its subnet, which has these properties.
vnet_of(properties) := {"id": "/vnet", "properties": {"subnets": [{"id": "/vnet/subnets/a", "properties": properties}]}}

# What a network interface or a subnet has as its group.
guard := {"id": "/NSG"}

nsg(access, port) := nsg_of([rule(access, port)])

nsg_of(rules) := {"id": "/nsg", "properties": {"securityRules": rules}}

# An inbound rule for any address.
rule(access, port) := {"name": "rule", "properties": {
	"direction": "Inbound",
	"access": access,
	"priority": 100,
	"protocol": "Tcp",
	"sourceAddressPrefix": "*",
	"sourcePortRange": "*",
	"destinationAddressPrefix": "*",
	"destinationPortRange": port,
}}

# A network interface behind its own group, with the record of that group if the inventory has one.
guarded(reached, groups) := array.concat([nic(guard, reached), vnet(null)], groups)

unguarded(reached) := [nic(null, reached), vnet(null)]

inventory(records) := {"by_id": {record.id: record | some record in records}}
