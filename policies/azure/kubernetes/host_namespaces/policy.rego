# METADATA
# title: Containers sharing sensitive host namespaces should be avoided
# description: >-
#   A pod that shares process, IPC or network namespaces with its node sees what other pods and the node
#   do. Evidence is every pod of the cluster, and the template of controllers without pods.
# custom:
#   severity: medium
#   resource_types: [microsoft.containerservice/managedclusters, microsoft.kubernetes/connectedclusters]
#   requires: [kubernetes/pod]
#   parameters:
#     excludedNamespaces:
#       type: array
#       default: [kube-system, gatekeeper-system, azure-arc, azure-extensions-usage-system]
#       description: Namespaces left out; `*` at either end stands for any text.
#     excludedImages: {type: array, default: [], description: Images left out; a trailing `*` stands for any text.}
#     labelSelector: {type: object, default: {}, description: 'Labels (matchLabels, matchExpressions) of what is judged; empty judges all.'}
#   remediation: Remove `hostPID`, `hostIPC` and `hostNetwork` from the pod.
#   assessment_key: 802c0637-5a8c-4c98-abd7-7c96d89d6010
#   azure_policy: 47a1ee2f-2a2a-4576-bf2a-e0e36709c2b8
package azure.kubernetes.host_namespaces

import data.lib.attributes
import data.lib.workloads

default healthy := false

settings := data.parameters.azure.kubernetes.host_namespaces

judged := workloads.judged(input, settings)

applicable if workloads.concern(input, judged)

healthy if count(findings) == 0

findings := workloads.findings(input, judged, offences)

offences contains sprintf("%s: spec.%s is %s, wanted false", [workload.name, field, found]) if {
	some workload in judged
	some field in ["hostPID", "hostIPC", "hostNetwork"]
	not workloads.is_off(workload.spec, field)
	found := attributes.shown(workload.spec, field)
}

reasons contains reason if some reason in findings
