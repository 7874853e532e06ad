# METADATA
# title: Storage accounts should be migrated to new Azure Resource Manager resources
# description: >-
#   Classic storage accounts know neither role-based access control nor policies, tags and locks. The type of
#   the account decides.
# custom:
#   severity: low
#   resource_types: [microsoft.classicstorage/storageaccounts, microsoft.storage/storageaccounts]
#   remediation: Migrate the classic storage account to Azure Resource Manager.
#   assessment_key: 47bb383c-8e25-95f0-c2aa-437add1d87d3
#   azure_policy: 37e0d2fe-28a5-43d6-a273-67d37d1f5606
package azure.storage.classic_accounts

import data.lib.attributes
import data.lib.text

default healthy := false

wanted := "microsoft.storage/storageaccounts"

healthy if text.same(input.type, wanted)

reasons contains attributes.mismatch(input, "type", wanted) if not healthy
