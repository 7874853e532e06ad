# METADATA
# title: Azure Arc-enabled Kubernetes clusters should have the Azure Policy extension installed
# description: >-
#   The extension lets Azure Policy audit and refuse what is deployed to the cluster; without it no
#   recommendation about workloads is assessed. Evidence is an extension of its type in state Succeeded.
# custom:
#   severity: high
#   resource_types: [microsoft.kubernetes/connectedclusters]
#   requires: [microsoft.kubernetesconfiguration/extensions]
#   remediation: Install the Azure Policy extension on the cluster.
#   fix: az k8s-extension create --cluster-type connectedClusters --cluster-name {name} --resource-group {resourceGroup} --subscription {subscription} --name azurepolicy --extension-type Microsoft.PolicyInsights
#   assessment_key: 0642d770-b189-42ef-a2ce-9dcc3ec6c169
#   azure_policy: 6b2122c1-8120-4ff5-801b-17625a355590
package azure.arc_kubernetes.policy_extension

import data.lib.attributes
import data.lib.extensions
import data.lib.kubernetes
import data.lib.text

default healthy := false

applicable if not text.one_of(attributes.value(input, "properties.distribution"), ["aks"])

found := kubernetes.cluster_extensions(input, "microsoft.policyinsights")

healthy if extensions.any_succeeded(found)

reasons contains extensions.not_installed(found, "microsoft.policyinsights") if not healthy
