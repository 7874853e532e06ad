# METADATA
# title: Immutable (read-only) root filesystem should be enforced for containers
# description: >-
#   Malware cannot replace programs in a file system that nothing can write to. Evidence is every pod of
#   the cluster, and the template of controllers without pods.
# custom:
#   severity: medium
#   resource_types: [microsoft.containerservice/managedclusters, microsoft.kubernetes/connectedclusters]
#   requires: [kubernetes/pod]
#   parameters:
#     excludedNamespaces:
#       type: array
#       default: [kube-system, gatekeeper-system, azure-arc, azuredefender, mdc, azure-extensions-usage-system]
#       description: Namespaces left out; `*` at either end stands for any text.
#     excludedImages: {type: array, default: [], description: Images left out; a trailing `*` stands for any text.}
#     labelSelector: {type: object, default: {}, description: 'Labels (matchLabels, matchExpressions) of what is judged; empty judges all.'}
#   remediation: Set `readOnlyRootFilesystem` to true in the security context of each container; mount volumes where it has to write.
#   assessment_key: 27d6f0e9-b4d5-468b-ae7e-03d5473fd864
#   azure_policy: df49d893-a74c-421d-bc95-c663042e5b80
package azure.kubernetes.read_only_root_filesystem

import data.lib.attributes
import data.lib.workloads

default healthy := false

settings := data.parameters.azure.kubernetes.read_only_root_filesystem

judged := workloads.judged(input, settings)

applicable if workloads.concern(input, judged)

healthy if count(findings) == 0

findings := workloads.findings(input, judged, offences)

setting := "securityContext.readOnlyRootFilesystem"

offences contains workloads.offence(workload, container, attributes.mismatch(container, setting, "true")) if {
	some [workload, container] in workloads.containers(judged, settings)
	not attributes.value(container, setting) == true
}

reasons contains reason if some reason in findings
