# METADATA
# title: Azure Kubernetes Service clusters should have the Azure Policy add-on for Kubernetes installed
# description: >-
#   The add-on lets Azure Policy audit and refuse what is deployed to the cluster; without it no
#   recommendation about workloads is assessed. Evidence is that the add-on is enabled.
# custom:
#   severity: high
#   resource_types: [microsoft.containerservice/managedclusters]
#   remediation: Enable the Azure Policy add-on of the cluster.
#   fix: az aks enable-addons --name {name} --resource-group {resourceGroup} --subscription {subscription} --addons azure-policy
#   assessment_key: 08e628db-e2ed-4793-bc91-d13e684401c3
#   azure_policy: 0a15ec92-a229-4763-bb14-0ea34a568f8d
package azure.aks.policy_addon

import data.lib.text

default healthy := false

# The key is written azurePolicy or azurepolicy, depending on what enabled the add-on.
healthy if {
	some addon
	input.properties.addonProfiles[addon].enabled == true
	text.same(addon, "azurePolicy")
}

reasons contains "properties.addonProfiles.azurePolicy.enabled is not true, wanted the add-on enabled" if not healthy
