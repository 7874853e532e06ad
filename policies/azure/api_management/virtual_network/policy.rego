# METADATA
# title: API Management services should use a virtual network
# description: >-
#   Inside a virtual network the gateway reaches backends that are closed to the internet, and network
#   security groups decide who reaches the gateway. Evidence is the type of the virtual network of the service.
# custom:
#   severity: medium
#   resource_types: [microsoft.apimanagement/service]
#   parameters:
#     evaluatedSkuNames:
#       type: array
#       default: [Developer, Premium]
#       description: SKUs that support virtual networks and are assessed.
#   remediation: Deploy the service into a subnet of a virtual network, in external or internal mode.
#   assessment_key: 74e7dcff-317f-9635-41d2-ead5019acc99
#   azure_policy: ef619a2c-cc4d-4d03-b2ba-8c94a834d85b
package azure.api_management.virtual_network

import data.lib.attributes
import data.lib.text

default healthy := false

applicable if text.one_of(input.sku.name, data.parameters.azure.api_management.virtual_network.evaluatedSkuNames)

healthy if text.one_of(input.properties.virtualNetworkType, ["External", "Internal"])

reasons contains attributes.mismatch(input, "properties.virtualNetworkType", "External or Internal") if not healthy
