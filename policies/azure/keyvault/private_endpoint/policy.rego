# METADATA
# title: Private endpoint should be configured for Key Vault
# description: >-
#   A public endpoint lets anyone on the internet try the vault; a private endpoint keeps the traffic on the
#   Microsoft network. Evidence is a private endpoint connection in any state.
# custom:
#   severity: medium
#   resource_types: [microsoft.keyvault/vaults]
#   remediation: Create a private endpoint for the vault in your virtual network.
#   assessment_key: 2e96bc2f-1972-e471-9e70-ae58d41e9d2a
#   azure_policy: 5f0bc445-3935-4915-9981-011aa2b46147
#   deprecated: true
package azure.keyvault.private_endpoint

import data.lib.private_endpoints

default healthy := false

healthy if count(private_endpoints.connections(input)) > 0

reasons contains "no private endpoint connection, wanted at least one" if not healthy
