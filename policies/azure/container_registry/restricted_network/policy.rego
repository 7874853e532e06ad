# METADATA
# title: Container registries should not allow unrestricted network access
# description: >-
#   A registry that admits every network leaves its credentials as the only barrier. Evidence is that public
#   access is disabled or that the firewall denies what no rule allows.
# custom:
#   severity: medium
#   resource_types: [microsoft.containerregistry/registries]
#   remediation: >-
#     Disable public network access, or set the default action of the network rules to Deny and allow the
#     networks that need access. Both need the Premium SKU.
#   fix: az acr update --name {name} --resource-group {resourceGroup} --subscription {subscription} --public-network-enabled false
#   assessment_key: 9b828565-a0ed-61c2-6bf3-1afc99a9b2ca
#   azure_policy: d0793b48-0edc-4296-a390-4c75d1bdfd71
package azure.container_registry.restricted_network

import data.lib.attributes
import data.lib.text

default healthy := false

healthy if text.same(input.properties.publicNetworkAccess, "Disabled")

healthy if text.same(input.properties.networkRuleSet.defaultAction, "Deny")

reasons contains sprintf("%s, or %s", [
	attributes.mismatch(input, "properties.publicNetworkAccess", "Disabled"),
	attributes.mismatch(input, "properties.networkRuleSet.defaultAction", "Deny"),
]) if not healthy
