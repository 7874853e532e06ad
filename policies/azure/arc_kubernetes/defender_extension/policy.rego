# METADATA
# title: Azure Arc-enabled Kubernetes clusters should have the Defender extension installed
# description: >-
#   The extension sends audit logs and events of the nodes to Microsoft Defender for Containers, which
#   detects attacks at run time. Evidence is an extension of its type in state Succeeded.
# custom:
#   severity: high
#   resource_types: [microsoft.kubernetes/connectedclusters]
#   requires: [microsoft.kubernetesconfiguration/extensions]
#   remediation: Install the Defender extension on the cluster.
#   fix: az k8s-extension create --cluster-type connectedClusters --cluster-name {name} --resource-group {resourceGroup} --subscription {subscription} --name microsoft.azuredefender.kubernetes --extension-type microsoft.azuredefender.kubernetes
#   assessment_key: 3ef9848c-c2c8-4ff3-8b9c-4c8eb8ddfce6
#   azure_policy: 8dfab9c4-fe7b-49ad-85e4-1e9be085358f
package azure.arc_kubernetes.defender_extension

import data.lib.attributes
import data.lib.extensions
import data.lib.kubernetes
import data.lib.text

default healthy := false

# Clusters of these distributions get Defender by other ways than an extension.
applicable if {
	not text.one_of(attributes.value(input, "properties.distribution"), ["aks", "aks_management", "eks", "gke"])
}

found := kubernetes.cluster_extensions(input, "microsoft.azuredefender.kubernetes")

healthy if extensions.any_succeeded(found)

reasons contains extensions.not_installed(found, "microsoft.azuredefender.kubernetes") if not healthy
