# METADATA
# title: Microsoft Defender for Key Vault should be enabled
# description: >-
#   The plan detects unusual and harmful access to keys, secrets and certificates. Evidence is the tier of the
#   plan KeyVaults of the subscription.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires: [microsoft.security/pricings]
#   remediation: Enable the plan Defender for Key Vault of the subscription.
#   fix: az security pricing create --subscription {subscription} --name KeyVaults --tier Standard
#   assessment_key: b1af52e4-e968-4e2b-b6d0-6736c9651f0a
#   azure_policy: 0e6763cc-5078-4e64-889d-ff4d9a839047
package azure.defender.key_vault_plan

import data.lib.defender

default healthy := false

healthy if defender.is_on(input, "KeyVaults")

reasons contains defender.not_on(input, "KeyVaults") if not healthy
