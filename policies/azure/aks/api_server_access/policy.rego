# METADATA
# title: Kubernetes API server should be configured with restricted access
# description: >-
#   An API server that answers every address can be attacked from anywhere. Evidence is a list of authorized
#   IP ranges, whatever they are, or a private cluster.
# custom:
#   severity: high
#   resource_types: [microsoft.containerservice/managedclusters]
#   remediation: Give the API server authorized IP ranges, or create the cluster as a private one.
#   assessment_key: 1a2b5b4c-f80d-46e7-ac81-b51a9fb363de
#   azure_policy: 0e246bcf-5f6f-4f87-bc6f-775d4712c7ea
package azure.aks.api_server_access

default healthy := false

# An empty list is how a cluster without ranges may be exported; which ranges a list holds is not judged.
healthy if {
	ranges := input.properties.apiServerAccessProfile.authorizedIPRanges
	is_array(ranges)
	count(ranges) > 0
}

healthy if input.properties.apiServerAccessProfile.enablePrivateCluster == true

reasons contains "the API server has no authorizedIPRanges and the cluster is not private, wanted either" if not healthy
