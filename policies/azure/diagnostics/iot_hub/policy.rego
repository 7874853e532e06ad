# METADATA
# title: Diagnostic logs in IoT Hub should be enabled
# description: >-
#   The logs say which device connected when and what failed; without them a takeover cannot be traced. Evidence
#   is an enabled log in a diagnostic setting, without a limit of days or with one that is long enough.
# custom:
#   severity: low
#   resource_types: [microsoft.devices/iothubs]
#   requires: [microsoft.insights/diagnosticsettings]
#   parameters:
#     requiredRetentionDays:
#       type: string
#       default: "1"
#       description: How many days a log must be kept at least where its time is limited.
#   remediation: Add a diagnostic setting to the hub that sends its logs to a Log Analytics workspace.
#   fix: az monitor diagnostic-settings create --name audit --resource {id} --workspace "$WORKSPACE_RESOURCE_ID" --logs '[{"categoryGroup":"allLogs","enabled":true}]'
#   assessment_key: 77785808-ce86-4e40-b45f-19110a547397
#   azure_policy: 383856f8-de7f-44a2-81fc-e5135b5c2aa4
package azure.diagnostics.iot_hub

import data.lib.diagnostics

default healthy := false

days := data.parameters.azure.diagnostics.iot_hub.requiredRetentionDays

healthy if diagnostics.sent_by_iot_hub(input, days)

reasons contains diagnostics.not_sent(input, days) if not healthy
