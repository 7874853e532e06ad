# METADATA
# title: Azure DDoS Protection Standard should be enabled
# description: >-
#   A flood of traffic takes a public application down, unless the network filters it. It concerns virtual networks
#   with an application gateway that has a public IP address; evidence is that DDoS protection of the network is on,
#   for which Azure demands a plan. A gateway that the inventory does not describe counts as public.
# custom:
#   severity: medium
#   resource_types: [microsoft.network/virtualnetworks]
#   requires: [microsoft.network/applicationgateways]
#   remediation: Create a DDoS protection plan, and enable DDoS protection of the virtual network with it.
#   fix: az network vnet update --ids {id} --ddos-protection true --ddos-protection-plan "$DDOS_PROTECTION_PLAN"
#   assessment_key: e3de1cc0-f4dd-3b34-e496-8b5381ba2d70
#   azure_policy: a7aca53f-2ed4-4466-a25e-0b45ade68efd
package azure.network.ddos_protection

import data.lib.attributes
import data.lib.ids
import data.lib.text

default healthy := false

gateways contains gateway.id if {
	some gateway in data.inventory.by_type["microsoft.network/applicationgateways"]
	some configuration in attributes.items(gateway, "properties.gatewayIPConfigurations")
	ids.is_under(configuration.properties.subnet.id, sprintf("%s/subnets", [input.id]))
}

# The subnets name gateways of other subscriptions too; the field depends on the version of the API.
gateways contains id if {
	some subnet in attributes.items(input, "properties.subnets")
	some field in ["properties.applicationGatewayIPConfigurations", "properties.ipConfigurations"]
	some configuration in attributes.items(subnet, field)
	text.contains_text(configuration.id, "/applicationGateways/")
	id := split(ids.folded(configuration.id), "/gatewayipconfigurations/")[0]
}

may_be_public(gateway) if attributes.absent(gateway, "properties.frontendIPConfigurations")

may_be_public(gateway) if {
	some frontend in attributes.items(gateway, "properties.frontendIPConfigurations")
	attributes.present(frontend, "properties.publicIPAddress.id")
}

public contains id if {
	some id in gateways
	may_be_public(ids.resource(id))
}

applicable if count(public) > 0

healthy if input.properties.enableDdosProtection == true

reasons contains sprintf("%s, for application gateway %s may be public", [mismatch, concat(", ", public)]) if {
	not healthy
	mismatch := attributes.mismatch(input, "properties.enableDdosProtection", "true")
}
