# METADATA
# title: Diagnostic logs in Azure Data Lake Store should be enabled
# description: >-
#   The logs say who read and changed which file; without them an incident cannot be traced. Evidence is an
#   enabled log in a diagnostic setting, kept long enough where its storage account limits the time.
# custom:
#   severity: low
#   resource_types: [microsoft.datalakestore/accounts]
#   requires: [microsoft.insights/diagnosticsettings]
#   parameters:
#     requiredRetentionDays:
#       type: string
#       default: "1"
#       description: How many days a log must be kept at least where its time is limited.
#   remediation: Add a diagnostic setting to the account that sends its logs to a Log Analytics workspace.
#   fix: az monitor diagnostic-settings create --name audit --resource {id} --workspace "$WORKSPACE_RESOURCE_ID" --logs '[{"category":"Audit","enabled":true},{"category":"Requests","enabled":true}]'
#   assessment_key: ad5bbaeb-7632-5edf-f1c2-752075831ce8
#   azure_policy: 057ef27e-665e-4328-8ea3-04b3122bd9fb
package azure.diagnostics.data_lake_store

import data.lib.diagnostics

default healthy := false

days := data.parameters.azure.diagnostics.data_lake_store.requiredRetentionDays

healthy if diagnostics.sent(input, days)

reasons contains diagnostics.not_sent(input, days) if not healthy
