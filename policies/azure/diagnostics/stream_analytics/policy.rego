# METADATA
# title: Diagnostic logs in Azure Stream Analytics should be enabled
# description: >-
#   The logs say who changed a job and which of its data failed; without them an incident cannot be traced.
#   Evidence is an enabled log in a diagnostic setting, kept long enough where its storage account limits the
#   time.
# custom:
#   severity: low
#   resource_types: [microsoft.streamanalytics/streamingjobs]
#   requires: [microsoft.insights/diagnosticsettings]
#   parameters:
#     requiredRetentionDays:
#       type: string
#       default: "1"
#       description: How many days a log must be kept at least where its time is limited.
#   remediation: Add a diagnostic setting to the job that sends its logs to a Log Analytics workspace.
#   fix: az monitor diagnostic-settings create --name audit --resource {id} --workspace "$WORKSPACE_RESOURCE_ID" --logs '[{"categoryGroup":"allLogs","enabled":true}]'
#   assessment_key: f11b27f2-8c49-5bb4-eff5-e1e5384bf95e
#   azure_policy: f9be5368-9bf5-4b84-9e0a-7850da98bb46
package azure.diagnostics.stream_analytics

import data.lib.diagnostics

default healthy := false

days := data.parameters.azure.diagnostics.stream_analytics.requiredRetentionDays

healthy if diagnostics.sent(input, days)

reasons contains diagnostics.not_sent(input, days) if not healthy
