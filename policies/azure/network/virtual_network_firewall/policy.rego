# METADATA
# title: Virtual networks should be protected by Azure Firewall
# description: >-
#   Subnets without a route table reach the internet directly, past any inspection. The policy looks for an Azure
#   Firewall in the network of such a subnet.
# custom:
#   severity: low
#   resource_types: [microsoft.network/virtualnetworks]
#   requires: [microsoft.network/azurefirewalls]
#   remediation: >-
#     Deploy an Azure Firewall into the subnet AzureFirewallSubnet of the network, and route the traffic of the
#     other subnets to it.
#   assessment_key: f67fb4ed-d481-44d7-91e5-efadf504f74a
#   azure_policy: fc5e4038-4584-4632-8c85-c0448d374b2c
package azure.network.virtual_network_firewall

import data.lib.attributes
import data.lib.ids
import data.lib.text

default healthy := false

unrouted_subnets := {attributes.shown(subnet, "name") |
	some subnet in attributes.objects(input, "properties.subnets")
	not text.one_of(attributes.value(subnet, "name"), ["AzureBastionSubnet", "GatewaySubnet"])
	is_array(subnet.properties.ipConfigurations)
	count(subnet.properties.ipConfigurations) >= 2
	not is_string(attributes.value(subnet, "properties.routeTable.id"))
}

applicable if count(unrouted_subnets) > 0

# An export without details may hide such a subnet.
applicable if not is_described

is_described if {
	is_array(input.properties.subnets)
	every subnet in input.properties.subnets {
		is_object(subnet.properties)
		type_name(attributes.value(subnet, "properties.ipConfigurations")) in {"array", "null"}
	}
}

healthy if {
	some firewall in data.inventory.by_type["microsoft.network/azurefirewalls"]
	some configuration in attributes.objects(firewall, "properties.ipConfigurations")
	ids.same(configuration.properties.subnet.id, sprintf("%s/subnets/AzureFirewallSubnet", [input.id]))
}

reasons contains sprintf("subnet %s has no route table, and the network no Azure Firewall", [subnet]) if {
	not healthy
	some subnet in unrouted_subnets
}

reasons contains "the inventory does not describe the subnets of the network, and no Azure Firewall is in it" if {
	not healthy
	not is_described
}
