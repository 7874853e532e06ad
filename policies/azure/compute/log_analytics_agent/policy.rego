# METADATA
# title: Log Analytics agent should be installed on virtual machines
# description: >-
#   The agent collects the security events that Defender for Cloud judges; Microsoft retired it on 2024-08-31.
#   Evidence is the agent's extension in state Succeeded with a workspace in its settings. Every image counts
#   as supported.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachines, microsoft.classiccompute/virtualmachines]
#   requires: [microsoft.compute/virtualmachines/extensions]
#   remediation: >-
#     Install the extension MicrosoftMonitoringAgent (Windows) or OmsAgentForLinux (Linux), its settings being the
#     id of your Log Analytics workspace (workspaceId) and its protected settings the key (workspaceKey).
#   fix: az vm extension set --ids {id} --publisher Microsoft.EnterpriseCloud.Monitoring --name "$AGENT" --settings "$SETTINGS_FILE" --protected-settings "$PROTECTED_SETTINGS_FILE"
#   assessment_key: d1db3318-01ff-16de-29eb-28b344515626
#   azure_policy: a4fe33eb-e377-4efb-ab31-0784311bc499
#   deprecated: true
package azure.compute.log_analytics_agent

import data.lib.extensions
import data.lib.log_analytics
import data.lib.machines

default healthy := false

applicable if not machines.is_stopped(input)

healthy if count(log_analytics.workspaces(input)) > 0

agents := log_analytics.agents(input)

reasons contains extensions.not_installed(agents, log_analytics.title) if not extensions.any_succeeded(agents)

reasons contains "the agent reports to no workspace: settings.workspaceId is not set" if {
	extensions.any_succeeded(agents)
	not healthy
}
