# METADATA
# title: Kubernetes clusters should not grant CAPSYSADMIN security capabilities
# description: >-
#   CAP_SYS_ADMIN is as good as root. The policy reads the capabilities that containers add; ALL
#   contains it. Evidence is every pod of the cluster, and the template of controllers without pods.
# custom:
#   severity: high
#   resource_types: [microsoft.containerservice/managedclusters, microsoft.kubernetes/connectedclusters]
#   requires: [kubernetes/pod]
#   parameters:
#     excludedNamespaces:
#       type: array
#       default: [kube-system, gatekeeper-system, azure-arc, azuredefender, mdc, azure-extensions-usage-system]
#       description: Namespaces left out; `*` at either end stands for any text.
#     excludedImages: {type: array, default: [], description: Images left out; a trailing `*` stands for any text.}
#     labelSelector: {type: object, default: {}, description: 'Labels (matchLabels, matchExpressions) of what is judged; empty judges all.'}
#   remediation: Remove SYS_ADMIN and ALL from `capabilities.add` of each container.
#   assessment_key: aba14f78-27c5-af84-848e-9105d18dfd92
#   azure_policy: d2e7ea85-6b44-4317-a0be-1b951587f626
package azure.kubernetes.sys_admin_capability

import data.lib.capabilities
import data.lib.workloads

default healthy := false

settings := data.parameters.azure.kubernetes.sys_admin_capability

judged := workloads.judged(input, settings)

applicable if workloads.concern(input, judged)

healthy if count(findings) == 0

findings := workloads.findings(input, judged, offences)

offences contains workloads.offence(workload, container, sprintf("adds capability %s, wanted no SYS_ADMIN", [name])) if {
	some [workload, container] in workloads.containers(judged, settings)
	some name in capabilities.added(container) & {"SYS_ADMIN", "ALL"}
}

reasons contains reason if some reason in findings
