# METADATA
# title: '[Enable if required] Storage accounts should use customer-managed key (CMK) for encryption'
# description: >-
#   With a key of your own in Key Vault you decide about its rotation, and you can revoke it. Evidence is
#   the key source of the account's encryption.
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
#   remediation: Choose a key of your Key Vault as the encryption key of the account.
#   assessment_key: ca98bba7-719e-48ee-e193-0b76766cdb07
#   azure_policy: 6fac406b-40ca-413b-bf8e-0bf964659c25
package azure.storage.customer_managed_key

import data.lib.attributes
import data.lib.text

default healthy := false

healthy if text.same(input.properties.encryption.keySource, "Microsoft.Keyvault")

reasons contains attributes.mismatch(input, "properties.encryption.keySource", "Microsoft.Keyvault") if not healthy
