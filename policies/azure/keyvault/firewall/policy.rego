# METADATA
# title: Firewall should be enabled on Key Vault
# description: Open to every network, a vault has access policies alone. Evidence is disabled public access, or a firewall that denies by default.
# custom:
#   severity: medium
#   resource_types: [microsoft.keyvault/vaults]
#   parameters:
#     restrictIPAddresses:
#       type: string
#       default: "No"
#       description: Yes to judge the addresses that the firewall admits by the two lists, No to leave them out.
#     allowedIPAddresses:
#       type: array
#       default: []
#       description: Addresses and ranges that the firewall may admit. An empty list allows all.
#     forbiddenIPAddresses:
#       type: array
#       default: []
#       description: Addresses and ranges that the firewall must not admit.
#   remediation: Disable public network access, or deny by default and allow the networks that need access.
#   fix: az keyvault update --name {name} --resource-group {resourceGroup} --subscription {subscription} --default-action Deny
#   assessment_key: 52f7826a-ace7-3107-dd0d-4875853c1576
#   azure_policy: 55615ac9-af46-4a59-874e-391cc3dfb490
package azure.keyvault.firewall

import data.lib.attributes
import data.lib.ip_ranges
import data.lib.key_vault
import data.lib.text

default healthy := false

applicable if not key_vault.is_recovering(input)

settings := data.parameters.azure.keyvault.firewall

healthy if text.same(input.properties.publicNetworkAccess, "Disabled")

healthy if {
	text.same(input.properties.networkAcls.defaultAction, "Deny")
	count(unwanted_addresses) == 0
}

unwanted_addresses contains address if {
	text.same(settings.restrictIPAddresses, "Yes")
	some rule in attributes.items(input, "properties.networkAcls.ipRules")
	address := attributes.shown({"rule": rule}, "rule.value")
	not ip_ranges.permitted(address, settings.allowedIPAddresses, settings.forbiddenIPAddresses)
}

reasons contains attributes.mismatch(input, "properties.networkAcls.defaultAction", "Deny") if {
	not healthy
	not text.same(attributes.value(input, "properties.networkAcls.defaultAction"), "Deny")
}

reasons contains sprintf("the firewall admits %v, wanted permitted addresses only", [address]) if {
	not healthy
	some address in unwanted_addresses
}
