# METADATA
# title: Diagnostic logs in Search services should be enabled
# description: >-
#   The logs say who asked the service for what; without them a leak of indexed data cannot be traced. Evidence
#   is an enabled log in a diagnostic setting, kept long enough where its storage account limits the time.
# custom:
#   severity: low
#   resource_types: [microsoft.search/searchservices]
#   requires: [microsoft.insights/diagnosticsettings]
#   parameters:
#     requiredRetentionDays:
#       type: string
#       default: "1"
#       description: How many days a log must be kept at least where its time is limited.
#   remediation: Add a diagnostic setting to the service that sends its logs to a Log Analytics workspace.
#   fix: az monitor diagnostic-settings create --name audit --resource {id} --workspace "$WORKSPACE_RESOURCE_ID" --logs '[{"categoryGroup":"allLogs","enabled":true}]'
#   assessment_key: dea5192e-1bb3-101b-b70c-4646546f5e1e
#   azure_policy: b4330a05-a843-4bc8-bf9a-cacce50c67f4
package azure.diagnostics.search

import data.lib.diagnostics

default healthy := false

days := data.parameters.azure.diagnostics.search.requiredRetentionDays

healthy if diagnostics.sent(input, days)

reasons contains diagnostics.not_sent(input, days) if not healthy
