# METADATA
# title: Key vaults should have purge protection enabled
# description: >-
#   Without purge protection a malicious insider can delete a vault and its keys for good, and with them all
#   data they encrypt. Evidence is that purge protection is enabled and soft delete not refused.
# custom:
#   severity: medium
#   resource_types: [microsoft.keyvault/vaults]
#   remediation: Enable purge protection, and soft delete with it. Neither can be switched off again.
#   fix: az keyvault update --name {name} --resource-group {resourceGroup} --subscription {subscription} --enable-purge-protection true
#   assessment_key: 4ed62ae4-5072-f9e7-8d94-51c76c48159a
#   azure_policy: 0b60c0b2-2dc2-4e1c-b5c9-abbed971de53
package azure.keyvault.purge_protection

import data.lib.attributes
import data.lib.key_vault

default healthy := false

applicable if not key_vault.is_recovering(input)

healthy if {
	input.properties.enablePurgeProtection == true
	soft_delete_not_refused
}

# Vaults have soft delete unless it was refused explicitly.
soft_delete_not_refused if attributes.absent(input, "properties.enableSoftDelete")

soft_delete_not_refused if input.properties.enableSoftDelete == true

reasons contains attributes.mismatch(input, "properties.enablePurgeProtection", "true") if {
	not healthy
	not input.properties.enablePurgeProtection == true
}

reasons contains attributes.mismatch(input, "properties.enableSoftDelete", "true") if not soft_delete_not_refused
