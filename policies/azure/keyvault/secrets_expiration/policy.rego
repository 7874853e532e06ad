# METADATA
# title: Key Vault secrets should have an expiration date
# description: >-
#   A secret without an end opens doors for as long as nobody changes it, whoever has come to know it.
#   Evidence is the expiry time among the attributes of the secret.
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault.data/vaults/secrets, microsoft.keyvault/vaults/secrets]
#   remediation: Give the secret an expiration date, and replace it before that.
#   fix: az keyvault secret set-attributes --vault-name {parent} --name {name} --expires "$EXPIRES"
#   assessment_key: 14257785-9437-97fa-11ae-898cfb24302b
#   azure_policy: 98728c90-32c7-4049-8429-847dc0f4fe37
package azure.keyvault.secrets_expiration

import data.lib.key_vault

default healthy := false

healthy if key_vault.expires(input)

reasons contains "no expiration date is set, wanted one" if not healthy
