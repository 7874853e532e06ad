package azure.network.ddos_protection_test

import data.azure.network.ddos_protection

network_id := "/subscriptions/0001/resourcegroups/rg/providers/microsoft.network/virtualnetworks/vnet"

gateway_id := "/subscriptions/0001/resourcegroups/rg/providers/microsoft.network/applicationgateways/agw"

network(properties) := {"id": network_id, "type": "microsoft.network/virtualnetworks", "properties": properties}

on := network({"enableDdosProtection": true, "ddosProtectionPlan": {"id": "/plan"}})

off := network({"enableDdosProtection": false})

public := [{"name": "feip", "properties": {"publicIPAddress": {"id": "/pip"}}}]

private := [{"name": "feip", "properties": {"privateIPAddress": "10.0.0.6", "subnet": {"id": "/subnet"}}}]

gateway(subnet, frontends) := {
	"id": gateway_id,
	"type": "microsoft.network/applicationgateways",
	"properties": {
		"gatewayIPConfigurations": [{"name": "ip", "properties": {"subnet": {"id": subnet}}}],
		"frontendIPConfigurations": frontends,
	},
}

subnet_id := "/subscriptions/0001/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/agw"

inventory(gateways) := {
	"by_type": {"microsoft.network/applicationgateways": gateways},
	"by_id": {record.id: record | some record in gateways},
}

behind := inventory([gateway(subnet_id, public)])

protected(vnet) if ddos_protection.healthy with input as vnet with data.inventory as behind

reasons(vnet) := found if found := ddos_protection.reasons with input as vnet with data.inventory as behind

concerns(vnet, gateways) if ddos_protection.applicable with input as vnet with data.inventory as inventory(gateways)

unprotected(value) := {sprintf(
	"properties.enableDdosProtection is %s, wanted true, for application gateway %s may be public",
	[value, gateway_id],
)}

test_healthy if {
	protected(on)
	reasons(on) == set()
}

test_unhealthy if {
	not protected(off)
	reasons(off) == unprotected("false")
}

test_missing_protection_is_unhealthy if {
	concerns(network({}), [gateway(subnet_id, public)])
	not protected(network({}))
	reasons(network({})) == unprotected("not set")
	not protected({"id": network_id, "type": "microsoft.network/virtualnetworks"})
	not protected(network({"enableDdosProtection": "true"}))
}

test_reason_lists_the_gateways if {
	second := object.union(gateway(subnet_id, public), {"id": sprintf("%s2", [gateway_id])})
	found := ddos_protection.reasons with input as off with data.inventory as inventory([gateway(subnet_id, public), second])
	some reason in found
	contains(reason, sprintf("application gateway %s, %s2 may", [gateway_id, gateway_id]))
}

test_applicable if {
	concerns(on, [gateway(subnet_id, public)])
	concerns(off, [gateway(subnet_id, array.concat(private, public))])
}

test_applicable_to_networks_of_gateways_without_details if {
	concerns(off, [gateway(subnet_id, null)])
	not concerns(off, [{"id": gateway_id, "type": "microsoft.network/applicationgateways"}])
}

with_subnet(properties) := network({"enableDdosProtection": false, "subnets": [{"id": subnet_id, "properties": properties}]})

references(id) := [{"id": sprintf("%s/gatewayIPConfigurations/ip", [id])}]

elsewhere := "/subscriptions/0002/resourceGroups/RG/providers/Microsoft.Network/applicationGateways/agw"

test_applicable_where_a_subnet_names_an_unknown_gateway if {
	concerns(with_subnet({"applicationGatewayIPConfigurations": references(elsewhere)}), [])
	concerns(with_subnet({"ipConfigurations": references(elsewhere)}), [])
	concerns(with_subnet({"ipConfigurations": references(upper(gateway_id))}), [{"id": gateway_id}])
}

test_not_applicable_where_a_subnet_names_something_else if {
	not concerns(with_subnet({"ipConfigurations": references(gateway_id)}), [gateway(subnet_id, private)])
	not concerns(with_subnet({"ipConfigurations": [{"id": "/providers/Microsoft.Network/networkInterfaces/a/ipConfigurations/ip"}]}), [])
	not concerns(with_subnet({}), [])
}

test_not_applicable_without_a_public_gateway if {
	not concerns(off, [])
	not concerns(off, [gateway(subnet_id, private)])
	not concerns(off, [gateway(subnet_id, [{"properties": {"publicIPAddress": null}}])])
	not concerns(off, [gateway(sprintf("%s2/subnets/agw", [network_id]), public)])
}
