# METADATA
# title: Log Analytics agent should be installed on Windows-based Azure Arc-enabled machines
# description: >-
#   The agent collects the security events that Defender for Cloud judges; Microsoft retired it on
#   2024-08-31. Evidence is the extension MicrosoftMonitoringAgent in state Succeeded.
# custom:
#   severity: high
#   resource_types: [microsoft.hybridcompute/machines]
#   requires: [microsoft.hybridcompute/machines/extensions]
#   remediation: >-
#     Install the extension MicrosoftMonitoringAgent with the id and key of your Log Analytics workspace.
#   fix: az connectedmachine extension create --machine-name {name} --resource-group {resourceGroup} --subscription {subscription} --location {location} --name MicrosoftMonitoringAgent --type MicrosoftMonitoringAgent --publisher Microsoft.EnterpriseCloud.Monitoring --settings workspaceId="$WORKSPACE_ID" --protected-settings workspaceKey="$WORKSPACE_KEY"
#   assessment_key: 27ac71b1-75c5-41c2-adc2-858f5db45b08
#   azure_policy: d69b1763-b96d-40b8-a2d9-ca31e9fd0d3e
#   deprecated: true
package azure.arc.log_analytics_agent_windows

import data.lib.arc
import data.lib.log_analytics

default healthy := false

applicable if arc.runs(input, "windows")

healthy if log_analytics.has_agent(input, "MicrosoftMonitoringAgent")

reasons contains log_analytics.lacks_agent(input, "MicrosoftMonitoringAgent") if not healthy
