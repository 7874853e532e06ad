# METADATA
# title: Key Vault keys should have an expiration date
# description: >-
#   A key without an end stays in use for as long as nobody thinks of it, and so does a stolen one.
#   Evidence is the expiry time among the attributes of the key.
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault.data/vaults/keys, microsoft.keyvault/vaults/keys]
#   remediation: Give the key an expiration date, and replace it before that.
#   fix: az keyvault key set-attributes --vault-name {parent} --name {name} --expires "$EXPIRES"
#   assessment_key: 1aabfa0d-7585-f9f5-1d92-ecb40291d9f2
#   azure_policy: 152b15f7-8e1f-4c1f-ab71-8c010ba5dbc0
package azure.keyvault.keys_expiration

import data.lib.key_vault

default healthy := false

healthy if key_vault.expires(input)

reasons contains "no expiration date is set, wanted one" if not healthy
