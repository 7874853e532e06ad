# METADATA
# title: Diagnostic logs in Event Hub should be enabled
# description: >-
#   The logs say who managed the namespace and which connections failed; without them an incident cannot be
#   traced. Evidence is an enabled log in a diagnostic setting, kept long enough where its storage account
#   limits the time.
# custom:
#   severity: low
#   resource_types: [microsoft.eventhub/namespaces]
#   requires: [microsoft.insights/diagnosticsettings]
#   parameters:
#     requiredRetentionDays:
#       type: string
#       default: "1"
#       description: How many days a log must be kept at least where its time is limited.
#   remediation: Add a diagnostic setting to the namespace that sends its logs to a Log Analytics workspace.
#   fix: az monitor diagnostic-settings create --name audit --resource {id} --workspace "$WORKSPACE_RESOURCE_ID" --logs '[{"categoryGroup":"allLogs","enabled":true}]'
#   assessment_key: 1597605a-0faf-5860-eb74-462ae2e9fc21
#   azure_policy: 83a214f7-d01a-484b-91a9-ed54470c9a6a
package azure.diagnostics.event_hub

import data.lib.diagnostics

default healthy := false

days := data.parameters.azure.diagnostics.event_hub.requiredRetentionDays

healthy if diagnostics.sent(input, days)

reasons contains diagnostics.not_sent(input, days) if not healthy
