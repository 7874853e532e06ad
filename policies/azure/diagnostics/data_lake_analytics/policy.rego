# METADATA
# title: Diagnostic logs in Data Lake Analytics should be enabled
# description: >-
#   The logs say who ran which job on the data; without them an incident cannot be traced. Evidence is an
#   enabled log in a diagnostic setting, kept long enough where its storage account limits the time.
# custom:
#   severity: low
#   resource_types: [microsoft.datalakeanalytics/accounts]
#   requires: [microsoft.insights/diagnosticsettings]
#   parameters:
#     requiredRetentionDays:
#       type: string
#       default: "1"
#       description: How many days a log must be kept at least where its time is limited.
#   remediation: Add a diagnostic setting to the account that sends its logs to a Log Analytics workspace.
#   fix: az monitor diagnostic-settings create --name audit --resource {id} --workspace "$WORKSPACE_RESOURCE_ID" --logs '[{"category":"Audit","enabled":true},{"category":"Requests","enabled":true}]'
#   assessment_key: c6dad669-efd7-cd72-61c5-289935607791
#   azure_policy: c95c74d9-38fe-4f0d-af86-0c7d626a315c
package azure.diagnostics.data_lake_analytics

import data.lib.diagnostics

default healthy := false

days := data.parameters.azure.diagnostics.data_lake_analytics.requiredRetentionDays

healthy if diagnostics.sent(input, days)

reasons contains diagnostics.not_sent(input, days) if not healthy
