# METADATA
# title: Azure Spring Cloud should use network injection
# description: >-
#   Inside a virtual network the applications can be kept off the internet, and traffic to other systems is
#   under your control. Evidence is the subnet of the service runtime.
# custom:
#   severity: medium
#   resource_types: [microsoft.appplatform/spring]
#   parameters:
#     evaluatedSkuNames:
#       type: array
#       default: [Standard, Enterprise]
#       description: SKU tiers that support network injection and are assessed.
#   remediation: >-
#     The subnets are chosen when an instance is created. Create an instance with network injection, and move
#     the applications to it.
#   assessment_key: 4c768356-5ad2-e3cc-c799-252b27d3865a
#   azure_policy: af35e2a4-ef96-44e7-a9ae-853dd97032c4
package azure.spring.network_injection

import data.lib.attributes
import data.lib.text

default healthy := false

applicable if text.one_of(input.sku.tier, data.parameters.azure.spring.network_injection.evaluatedSkuNames)

# An instance whose export does not tell the tier may be of any.
applicable if not attributes.has_text(input, "sku.tier")

healthy if attributes.has_text(input, "properties.networkProfile.serviceRuntimeSubnetId")

reasons contains "properties.networkProfile.serviceRuntimeSubnetId is not set, wanted a subnet" if not healthy
