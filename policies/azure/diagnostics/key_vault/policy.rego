# METADATA
# title: Diagnostic logs in Key Vault should be enabled
# description: >-
#   The logs say who used which secret, key or certificate; without them a leak cannot be traced. Evidence is an
#   enabled log in a diagnostic setting, kept long enough where its storage account limits the time.
# custom:
#   severity: low
#   resource_types: [microsoft.keyvault/vaults]
#   requires: [microsoft.insights/diagnosticsettings]
#   parameters:
#     requiredRetentionDays:
#       type: string
#       default: "1"
#       description: How many days a log must be kept at least where its time is limited.
#   remediation: Add a diagnostic setting to the vault that sends its logs to a Log Analytics workspace.
#   fix: az monitor diagnostic-settings create --name audit --resource {id} --workspace "$WORKSPACE_RESOURCE_ID" --logs '[{"categoryGroup":"allLogs","enabled":true}]'
#   assessment_key: 88bbc99c-e5af-ddd7-6105-6150b2bfa519
#   azure_policy: cf820ca0-f99e-4f3e-84fb-66e913812d21
package azure.diagnostics.key_vault

import data.lib.diagnostics

default healthy := false

days := data.parameters.azure.diagnostics.key_vault.requiredRetentionDays

healthy if diagnostics.sent(input, days)

reasons contains diagnostics.not_sent(input, days) if not healthy
