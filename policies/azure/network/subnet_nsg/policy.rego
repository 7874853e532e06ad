# METADATA
# title: Subnets should be associated with a network security group
# description: >-
#   A network security group filters the traffic of every machine in the subnet, the ones added later included.
#   The policy reads the reference of the subnet to a group.
# custom:
#   severity: low
#   resource_types: [microsoft.network/virtualnetworks/subnets]
#   remediation: >-
#     Create a network security group with the rules that the subnet needs, and associate it with the subnet.
#   assessment_key: eade5b56-eefd-444f-95c8-23f29e5d93cb
#   azure_policy: e71308d3-144b-4262-b144-efdc3cc90517
package azure.network.subnet_nsg

import data.lib.attributes
import data.lib.text

default healthy := false

# Azure manages the traffic of these subnets itself.
managed := ["/subnets/GatewaySubnet", "/subnets/AzureFirewallSubnet", "/subnets/AzureBastionSubnet"]

is_managed if {
	some suffix in managed
	text.ends_with(input.id, suffix)
}

applicable if not is_managed

healthy if attributes.has_text(input, "properties.networkSecurityGroup.id")

reasons contains "the subnet has no network security group, wanted one" if {
	not healthy
	is_object(input.properties)
}

reasons contains "the inventory holds no properties of the subnet" if not is_object(attributes.value(input, "properties"))
