# METADATA
# title: Log Analytics agent should be installed on virtual machine scale sets
# description: >-
#   The agent collects the security events that Defender for Cloud judges; Microsoft retired it on 2024-08-31.
#   Evidence is the agent's extension on the scale set. Of all images, those of the publisher microsoft-aks (nodes
#   of Azure Kubernetes Service) alone count as unsupported.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachinescalesets]
#   remediation: >-
#     Install the extension MicrosoftMonitoringAgent (Windows) or OmsAgentForLinux (Linux), its settings being the
#     id of your Log Analytics workspace (workspaceId) and its protected settings the key (workspaceKey), and
#     upgrade the instances.
#   fix: az vmss extension set --vmss-name {name} --resource-group {resourceGroup} --subscription {subscription} --publisher Microsoft.EnterpriseCloud.Monitoring --name "$AGENT" --settings "$SETTINGS_FILE" --protected-settings "$PROTECTED_SETTINGS_FILE"
#   assessment_key: 45cfe080-ceb1-a91e-9743-71551ed24e94
#   azure_policy: a3a6ea0c-e018-4933-9ef0-5aaa1501449b
#   deprecated: true
package azure.compute.log_analytics_agent_scale_set

import data.lib.attributes
import data.lib.extensions
import data.lib.log_analytics
import data.lib.text

default healthy := false

image_publisher := attributes.value(input, "properties.virtualMachineProfile.storageProfile.imageReference.publisher")

applicable if not text.same(image_publisher, "microsoft-aks")

healthy if count(log_analytics.agents(input)) > 0

reasons contains extensions.not_installed([], log_analytics.title) if not healthy
