package azure.network.virtual_network_firewall_test

import data.azure.network.virtual_network_firewall

vnet(subnets) := {"id": "/v/vnet", "type": "microsoft.network/virtualnetworks", "properties": {"subnets": subnets}}

subnet(name, properties) := {"id": sprintf("/v/vnet/subnets/%s", [name]), "name": name, "properties": properties}

two := {"ipConfigurations": [{"id": "/nic1/a"}, {"id": "/nic2/a"}]}

firewalls(subnet_id) := {"by_type": {"microsoft.network/azurefirewalls": [{
	"id": "/f/firewall",
	"type": "microsoft.network/azurefirewalls",
	"properties": {"ipConfigurations": [{"properties": {"subnet": {"id": subnet_id}}}]},
}]}}

test_healthy if {
	network := vnet([subnet("a", two)])
	virtual_network_firewall.healthy with input as network with data.inventory as firewalls("/V/vnet/subnets/AzureFirewallSubnet")
}

test_unhealthy if {
	network := vnet([subnet("a", two)])
	not virtual_network_firewall.healthy with input as network with data.inventory as firewalls("/v/other/subnets/AzureFirewallSubnet")
	reasons := virtual_network_firewall.reasons with input as network with data.inventory as {"by_type": {}}
	reasons == {"subnet a has no route table, and the network no Azure Firewall"}
}

test_missing_subnets_are_unhealthy if {
	shell := {"id": "/v/vnet", "type": "microsoft.network/virtualnetworks"}
	virtual_network_firewall.applicable with input as shell
	not virtual_network_firewall.healthy with input as shell with data.inventory as {"by_type": {}}
	reasons := virtual_network_firewall.reasons with input as shell with data.inventory as {"by_type": {}}
	count(reasons) == 1
}

test_applicable if virtual_network_firewall.applicable with input as vnet([subnet("a", object.union(two, {"routeTable": null}))])

test_not_applicable if {
	one := {"ipConfigurations": [{"id": "/nic1/a"}]}
	not virtual_network_firewall.applicable with input as vnet([])
	not virtual_network_firewall.applicable with input as vnet([subnet("a", {}), subnet("b", one)])
	not virtual_network_firewall.applicable with input as vnet([subnet("a", object.union(two, {"routeTable": {"id": "/rt"}}))])
	not virtual_network_firewall.applicable with input as vnet([subnet("GatewaySubnet", two), subnet("AzureBastionSubnet", two)])
}
