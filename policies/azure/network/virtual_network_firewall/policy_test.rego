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
	reasons := virtual_network_firewall.reasons with input as network with data.inventory as firewalls("/V/vnet/subnets/AzureFirewallSubnet")
	count(reasons) == 0
}

test_unhealthy if {
	network := vnet([subnet("a", two)])
	not virtual_network_firewall.healthy with input as network with data.inventory as firewalls("/v/other/subnets/AzureFirewallSubnet")
	reasons := virtual_network_firewall.reasons with input as network with data.inventory as {"by_type": {}}
	reasons == {"subnet a has no route table, and the network no Azure Firewall"}
}

test_no_reason_on_a_shell_with_a_firewall if {
	inventory := firewalls("/v/vnet/subnets/AzureFirewallSubnet")
	reasons := virtual_network_firewall.reasons with input as vnet(null) with data.inventory as inventory
	count(reasons) == 0
}

test_missing_subnets_are_unhealthy if {
	shell := {"id": "/v/vnet", "type": "microsoft.network/virtualnetworks"}
	virtual_network_firewall.applicable with input as shell
	not virtual_network_firewall.healthy with input as shell with data.inventory as {"by_type": {}}
	reasons := virtual_network_firewall.reasons with input as shell with data.inventory as {"by_type": {}}
	reasons == {"the inventory does not describe the subnets of the network, and no Azure Firewall is in it"}
}

test_applicable_where_subnets_are_not_described if {
	every odd in [null, "odd", 1, {}, {"a": subnet("a", {})}, [null], ["a"], [{"name": "a"}], [subnet("a", null)], [subnet("a", "odd")]] {
		virtual_network_firewall.applicable with input as vnet(odd)
	}
	every odd in ["ab", 2, {"a": 1, "b": 2}] {
		virtual_network_firewall.applicable with input as vnet([subnet("a", {"ipConfigurations": odd})])
	}
	virtual_network_firewall.applicable with input as vnet([subnet("a", {}), subnet("b", null)])
}

test_malformed_firewall_is_unhealthy if {
	wanted := "/v/vnet/subnets/azurefirewallsubnet"
	every odd in [null, wanted, [wanted], [null], {"a": {"properties": {"subnet": {"id": wanted}}}}, [{"properties": {"subnet": wanted}}]] {
		inventory := {"by_type": {"microsoft.network/azurefirewalls": [{"properties": {"ipConfigurations": odd}}]}}
		not virtual_network_firewall.healthy with input as vnet([subnet("a", two)]) with data.inventory as inventory
	}
}

test_applicable if {
	every odd in [null, "", {}, "/rt", {"id": null}] {
		virtual_network_firewall.applicable with input as vnet([subnet("a", object.union(two, {"routeTable": odd}))])
	}
	virtual_network_firewall.applicable with input as vnet([subnet("AzureFirewallSubnet", two)])
}

test_not_applicable if {
	one := {"ipConfigurations": [{"id": "/nic1/a"}]}
	not virtual_network_firewall.applicable with input as vnet([])
	not virtual_network_firewall.applicable with input as vnet([subnet("a", {}), subnet("b", one)])
	not virtual_network_firewall.applicable with input as vnet([subnet("a", {"ipConfigurations": null})])
	not virtual_network_firewall.applicable with input as vnet([subnet("a", object.union(two, {"routeTable": {"id": "/rt"}}))])
	not virtual_network_firewall.applicable with input as vnet([subnet("GatewaySubnet", two), subnet("AzureBastionSubnet", two)])
}
