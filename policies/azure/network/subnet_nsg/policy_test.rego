package azure.network.subnet_nsg_test

import data.azure.network.subnet_nsg

subnet(name, properties) := {
	"id": lower(sprintf("/v/vnet/subnets/%s", [name])),
	"type": "microsoft.network/virtualnetworks/subnets",
	"name": name,
	"properties": properties,
}

test_healthy if {
	subnet_nsg.healthy with input as subnet("a", {"networkSecurityGroup": {"id": "/nsg"}})
	count(subnet_nsg.reasons) == 0 with input as subnet("a", {"networkSecurityGroup": {"id": "/nsg"}})
}

test_unhealthy if {
	bare := subnet("a", {"networkSecurityGroup": null})
	not subnet_nsg.healthy with input as bare
	subnet_nsg.reasons == {"the subnet has no network security group, wanted one"} with input as bare
}

test_missing_attribute_is_unhealthy if {
	not subnet_nsg.healthy with input as subnet("a", {})
	not subnet_nsg.healthy with input as subnet("a", {"networkSecurityGroup": {}})
	not subnet_nsg.healthy with input as subnet("a", {"networkSecurityGroup": {"id": ""}})
}

test_malformed_group_is_unhealthy if {
	every odd in ["/nsg", true, ["/nsg"], {"id": 1}, {"id": ["/nsg"]}, {"id": null}] {
		not subnet_nsg.healthy with input as subnet("a", {"networkSecurityGroup": odd})
	}
	not subnet_nsg.healthy with input as subnet("a", "odd")
	subnet_nsg.reasons == {"the inventory holds no properties of the subnet"} with input as subnet("a", "odd")
}

test_missing_properties_are_unhealthy if {
	shell := {"id": "/v/vnet/subnets/a", "type": "microsoft.network/virtualnetworks/subnets"}
	not subnet_nsg.healthy with input as shell
	subnet_nsg.reasons == {"the inventory holds no properties of the subnet"} with input as shell
}

test_applicable if subnet_nsg.applicable with input as subnet("my-gatewaysubnet", {})

test_not_applicable if {
	not subnet_nsg.applicable with input as subnet("GatewaySubnet", {})
	not subnet_nsg.applicable with input as subnet("AzureFirewallSubnet", {})
	not subnet_nsg.applicable with input as subnet("AzureBastionSubnet", {})
}
