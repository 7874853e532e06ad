# METADATA
# title: Access to storage accounts with firewall and virtual network configurations should be restricted
# description: >-
#   A storage account that admits every network leaves its keys as the only barrier. Evidence is that the
#   firewall denies what no rule allows.
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
#   remediation: >-
#     Set the default action of the account's network rules to Deny, and allow the networks that need access.
#   fix: az storage account update --ids {id} --default-action Deny
#   assessment_key: 45d313c3-3fca-5040-035f-d61928366d31
#   azure_policy: 34c877ad-507e-4c82-993e-3452a6e0ad3c
package azure.storage.default_network_deny

import data.lib.attributes
import data.lib.text

default healthy := false

healthy if text.same(input.properties.networkAcls.defaultAction, "Deny")

reasons contains attributes.mismatch(input, "properties.networkAcls.defaultAction", "Deny") if not healthy
