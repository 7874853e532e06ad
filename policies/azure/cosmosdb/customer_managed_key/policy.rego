# METADATA
# title: "[Enable if required] Azure Cosmos DB accounts should use customer-managed keys to encrypt data at rest"
# description: >-
#   With a key of your own you decide who can decrypt the data, and can revoke access. The policy reads the
#   address of the key in the account.
# custom:
#   severity: low
#   resource_types: [microsoft.documentdb/databaseaccounts]
#   remediation: >-
#     Give Azure Cosmos DB access to a key in your vault, then name the key in `keyVaultKeyUri`. It cannot be taken
#     back to a key of the service.
#   assessment_key: 814df446-7128-eff0-9177-fa52ac035b74
#   azure_policy: 1f905d99-2ab7-462c-a6b0-f709acca6c8f
package azure.cosmosdb.customer_managed_key

import data.lib.attributes
import data.lib.customer_managed_keys

default healthy := false

healthy if customer_managed_keys.named(input, "properties.keyVaultKeyUri")

reasons contains attributes.mismatch(input, "properties.keyVaultKeyUri", "the address of a key") if not healthy
