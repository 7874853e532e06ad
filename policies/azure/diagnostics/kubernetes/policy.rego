# METADATA
# title: Diagnostic logs in Kubernetes services should be enabled
# description: >-
#   The audit log of the API server says who changed what in the cluster; without it an intrusion cannot be
#   traced. Evidence is an enabled log in a diagnostic setting, kept long enough where its storage account
#   limits the time.
# custom:
#   severity: low
#   resource_types: [microsoft.containerservice/managedclusters]
#   requires: [microsoft.insights/diagnosticsettings]
#   parameters:
#     requiredRetentionDays:
#       type: string
#       default: "1"
#       description: How many days a log must be kept at least where its time is limited.
#   remediation: Add a diagnostic setting to the cluster that sends its logs to a Log Analytics workspace.
#   fix: az monitor diagnostic-settings create --name audit --resource {id} --workspace "$WORKSPACE_RESOURCE_ID" --logs '[{"category":"kube-audit-admin","enabled":true},{"category":"guard","enabled":true}]'
#   assessment_key: bb318338-de6a-42ff-8428-8274c897d564
#   azure_policy: 245fc9df-fa96-4414-9a0b-3738c2f7341c
package azure.diagnostics.kubernetes

import data.lib.diagnostics

default healthy := false

days := data.parameters.azure.diagnostics.kubernetes.requiredRetentionDays

healthy if diagnostics.sent(input, days)

reasons contains diagnostics.not_sent(input, days) if not healthy
