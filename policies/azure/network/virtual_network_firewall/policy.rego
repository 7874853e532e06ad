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
import data.lib.text

default healthy := false

unrouted_subnets := {attributes.shown(subnet, "name") |
	some subnet in attributes.items(input, "properties.subnets")
	not text.one_of(subnet.name, ["AzureBastionSubnet", "GatewaySubnet"])
	count(attributes.items(subnet, "properties.ipConfigurations")) >= 2
	not attributes.present(subnet, "properties.routeTable")
}

applicable if count(unrouted_subnets) > 0

# An export without details may hide such a subnet.
applicable if attributes.absent(input, "properties.subnets")

healthy if {
	some firewall in data.inventory.by_type["microsoft.network/azurefirewalls"]
	some configuration in attributes.items(firewall, "properties.ipConfigurations")
	text.same(configuration.properties.subnet.id, sprintf("%s/subnets/AzureFirewallSubnet", [input.id]))
}

reasons contains sprintf("subnet %s has no route table, and the network no Azure Firewall", [subnet]) if {
	not healthy
	some subnet in unrouted_subnets
}

reasons contains "the inventory does not list the subnets of the network, and no Azure Firewall is in it" if {
	not healthy
	attributes.absent(input, "properties.subnets")
}
