# METADATA
# title: Privileged containers should be avoided
# description: >-
#   A privileged container has all the rights of its node. Evidence is every pod of the cluster, and the
#   template of controllers without pods.
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
#   remediation: Remove `privileged` from the security context of each container.
#   assessment_key: 5d90913f-a1c5-4429-ad54-2c6c17fb3c73
#   azure_policy: 95edb821-ddaf-4404-9732-666045e056b4
package azure.kubernetes.privileged_containers

import data.lib.attributes
import data.lib.workloads

default healthy := false

settings := data.parameters.azure.kubernetes.privileged_containers

judged := workloads.judged(input, settings)

applicable if workloads.concern(input, judged)

healthy if count(findings) == 0

findings := workloads.findings(input, judged, offences)

setting := "securityContext.privileged"

offences contains workloads.offence(workload, container, attributes.mismatch(container, setting, "false")) if {
	some [workload, container] in workloads.containers(judged, settings)
	not workloads.is_off(container, setting)
}

reasons contains reason if some reason in findings
