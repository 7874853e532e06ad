# METADATA
# title: Log Analytics agent should be installed on Linux-based Azure Arc-enabled machines
# description: >-
#   The agent collects the security events that Defender for Cloud judges; Microsoft retired it on
#   2024-08-31. Evidence is the extension OmsAgentForLinux in state Succeeded.
# custom:
#   severity: high
#   resource_types: [microsoft.hybridcompute/machines]
#   requires: [microsoft.hybridcompute/machines/extensions]
#   remediation: Install the extension OmsAgentForLinux with the id and key of your Log Analytics workspace.
#   fix: az connectedmachine extension create --machine-name {name} --resource-group {resourceGroup} --subscription {subscription} --location {location} --name OmsAgentForLinux --type OmsAgentForLinux --publisher Microsoft.EnterpriseCloud.Monitoring --settings workspaceId="$WORKSPACE_ID" --protected-settings workspaceKey="$WORKSPACE_KEY"
#   assessment_key: 720a3e77-0b9a-4fa9-98b6-ddf0fd7e32c1
#   azure_policy: 842c54e8-c2f9-4d79-ae8d-38d8b8019373
#   deprecated: true
package azure.arc.log_analytics_agent_linux

import data.lib.arc
import data.lib.log_analytics

default healthy := false

applicable if arc.runs(input, "linux")

healthy if log_analytics.has_agent(input, "OmsAgentForLinux")

reasons contains log_analytics.lacks_agent(input, "OmsAgentForLinux") if not healthy
