# METADATA
# title: Diagnostic logs in Logic Apps should be enabled
# description: >-
#   The logs say what each run of a workflow did; without them an incident cannot be traced. Evidence is an
#   enabled log in a diagnostic setting, kept long enough where its storage account limits the time; zero days
#   do not count as unlimited.
# custom:
#   severity: low
#   resource_types: [microsoft.logic/workflows]
#   requires: [microsoft.insights/diagnosticsettings]
#   parameters:
#     requiredRetentionDays:
#       type: string
#       default: "1"
#       description: How many days a log must be kept at least where its time is limited.
#   remediation: Add a diagnostic setting to the workflow that sends its logs to a Log Analytics workspace.
#   fix: az monitor diagnostic-settings create --name audit --resource {id} --workspace "$WORKSPACE_RESOURCE_ID" --logs '[{"categoryGroup":"allLogs","enabled":true}]'
#   assessment_key: 91387f44-7e43-4ecc-55f0-46f5adee3dd5
#   azure_policy: 34f95f76-5386-4de7-b824-0d8478470c9d
package azure.diagnostics.logic_apps

import data.lib.diagnostics

default healthy := false

days := data.parameters.azure.diagnostics.logic_apps.requiredRetentionDays

healthy if diagnostics.sent_by_logic_app(input, days)

reasons contains diagnostics.not_sent(input, days) if not healthy
