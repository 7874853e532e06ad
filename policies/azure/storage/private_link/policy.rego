# METADATA
# title: Storage account should use a private link connection
# description: >-
#   A public endpoint lets anyone on the internet reach the stored data; a private endpoint keeps the
#   traffic on the Microsoft network. Evidence is a private endpoint connection in state Approved.
# custom:
#   severity: medium
#   resource_types: [microsoft.storage/storageaccounts]
#   remediation: >-
#     Create a private endpoint for the storage account in your virtual network and have its connection
#     approved.
#   assessment_key: cdc78c07-02b0-4af0-1cb2-cb7c672a8b0a
#   azure_policy: 6edd7eda-6dd8-40f7-810d-67160c639cd9
package azure.storage.private_link

import data.lib.private_endpoints

default healthy := false

healthy if private_endpoints.approved(input)

reasons contains private_endpoints.not_approved(input) if not healthy
