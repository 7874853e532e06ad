# METADATA
# title: Diagnostic logs in Service Bus should be enabled
# description: >-
#   The logs say who managed the namespace and its queues; without them an incident cannot be traced. Evidence
#   is an enabled log in a diagnostic setting, kept long enough where its storage account limits the time.
# custom:
#   severity: low
#   resource_types: [microsoft.servicebus/namespaces]
#   requires: [microsoft.insights/diagnosticsettings]
#   parameters:
#     requiredRetentionDays:
#       type: string
#       default: "1"
#       description: How many days a log must be kept at least where its time is limited.
#   remediation: Add a diagnostic setting to the namespace that sends its logs to a Log Analytics workspace.
#   fix: az monitor diagnostic-settings create --name audit --resource {id} --workspace "$WORKSPACE_RESOURCE_ID" --logs '[{"categoryGroup":"allLogs","enabled":true}]'
#   assessment_key: f19ab7d9-5ff2-f8fd-ab3b-0bf95dcb6889
#   azure_policy: f8d36e2f-389b-4ee4-898d-21aeb69a0f45
package azure.diagnostics.service_bus

import data.lib.diagnostics

default healthy := false

days := data.parameters.azure.diagnostics.service_bus.requiredRetentionDays

healthy if diagnostics.sent(input, days)

reasons contains diagnostics.not_sent(input, days) if not healthy
