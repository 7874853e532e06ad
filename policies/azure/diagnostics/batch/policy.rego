# METADATA
# title: Diagnostic logs in Batch accounts should be enabled
# description: >-
#   The logs say which pools and tasks ran when; without them misuse of the compute power cannot be traced.
#   Evidence is an enabled log in a diagnostic setting, kept long enough where its storage account limits the
#   time.
# custom:
#   severity: low
#   resource_types: [microsoft.batch/batchaccounts]
#   requires: [microsoft.insights/diagnosticsettings]
#   parameters:
#     requiredRetentionDays:
#       type: string
#       default: "1"
#       description: How many days a log must be kept at least where its time is limited.
#   remediation: Add a diagnostic setting to the account that sends its logs to a Log Analytics workspace.
#   fix: az monitor diagnostic-settings create --name audit --resource {id} --workspace "$WORKSPACE_RESOURCE_ID" --logs '[{"categoryGroup":"allLogs","enabled":true}]'
#   assessment_key: 32771b45-220c-1a8b-584e-fdd5a2584a66
#   azure_policy: 428256e6-1fac-4f48-a757-df34c2b3336d
package azure.diagnostics.batch

import data.lib.diagnostics

default healthy := false

days := data.parameters.azure.diagnostics.batch.requiredRetentionDays

healthy if diagnostics.sent(input, days)

reasons contains diagnostics.not_sent(input, days) if not healthy
