# METADATA
# title: Azure Kubernetes Service clusters should have Defender profile enabled
# description: >-
#   The Defender profile sends security events of the nodes to Microsoft Defender for Containers, which
#   detects attacks at run time. Evidence is that the security monitoring of the profile is enabled.
# custom:
#   severity: high
#   resource_types: [microsoft.containerservice/managedclusters]
#   remediation: Enable the Defender profile of the cluster.
#   fix: az aks update --name {name} --resource-group {resourceGroup} --subscription {subscription} --enable-defender
#   assessment_key: 56a83a6e-c417-42ec-b567-1e6fcb3d09a9
#   azure_policy: a1840de2-8088-4ea8-b153-b4c723e9cb01
package azure.aks.defender_profile

import data.lib.attributes

default healthy := false

healthy if input.properties.securityProfile.defender.securityMonitoring.enabled == true

reasons contains attributes.mismatch(input, "properties.securityProfile.defender.securityMonitoring.enabled", "true") if not healthy
