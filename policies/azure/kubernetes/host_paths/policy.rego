# METADATA
# title: Usage of pod HostPath volume mounts should be restricted to a known list to restrict node access from compromised containers
# description: >-
#   A path of the node that a container can write to is a way out of the container. Evidence is every
#   pod of the cluster, and the template of controllers without pods.
# custom:
#   severity: medium
#   resource_types: [microsoft.containerservice/managedclusters, microsoft.kubernetes/connectedclusters]
#   requires: [kubernetes/pod]
#   parameters:
#     allowedHostPaths: {type: object, default: {paths: []}, description: 'Paths that pods may mount, as objects of pathPrefix and readOnly.'}
#     excludedNamespaces:
#       type: array
#       default: [kube-system, gatekeeper-system, azure-arc, azuredefender, mdc, azure-extensions-usage-system]
#       description: Namespaces left out; `*` at either end stands for any text.
#     excludedImages: {type: array, default: [], description: Images left out; a trailing `*` stands for any text.}
#     labelSelector: {type: object, default: {}, description: 'Labels (matchLabels, matchExpressions) of what is judged; empty judges all.'}
#   remediation: Replace hostPath volumes by other kinds, or allow their paths in the parameter.
#   assessment_key: f0debc84-981c-4a0d-924d-aa4bd7d55fef
#   azure_policy: 098fc59e-46c7-4d99-9b16-64990e543d75
package azure.kubernetes.host_paths

import data.lib.attributes
import data.lib.host_paths
import data.lib.workloads

default healthy := false

settings := data.parameters.azure.kubernetes.host_paths

judged := workloads.judged(input, settings)

applicable if workloads.concern(input, judged)

healthy if count(findings) == 0

findings := workloads.findings(input, judged, offences)

offences contains sprintf("%s: volume %s mounts host path %s, which is not allowed", found) if {
	some workload in judged
	some volume in host_paths.volumes(workload)
	not host_paths.allowed(volume, workloads.containers_of(workload, settings), settings.allowedHostPaths.paths)
	found := [workload.name, attributes.shown(volume, "name"), attributes.shown(volume, "hostPath.path")]
}

reasons contains reason if some reason in findings
