# METADATA
# title: Key vaults should have soft delete enabled
# description: >-
#   A vault without soft delete loses its keys, secrets and certificates the moment someone deletes
#   them. Evidence is `enableSoftDelete` of the vault.
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
#   remediation: Enable soft delete. It cannot be switched off again.
#   fix: az resource update --ids {id} --set properties.enableSoftDelete=true
#   assessment_key: 78211c00-15a9-336e-17c4-0b48613dadf4
#   azure_policy: 1e66c121-a66a-4b1f-9b83-0fd99bf0fc2d
package azure.keyvault.soft_delete

import data.lib.attributes
import data.lib.key_vault

default healthy := false

applicable if not key_vault.is_recovering(input)

healthy if input.properties.enableSoftDelete == true

reasons contains attributes.mismatch(input, "properties.enableSoftDelete", "true") if not healthy
