# METADATA
# title: Container CPU and memory limits should be enforced
# description: >-
#   A container without limits can take what the other containers of its node need. Evidence is every
#   pod of the cluster, and the template of controllers without pods.
# custom:
#   severity: medium
#   resource_types: [microsoft.containerservice/managedclusters, microsoft.kubernetes/connectedclusters]
#   requires: [kubernetes/pod]
#   parameters:
#     cpuLimit: {type: string, default: "32", description: 'Highest CPU limit, such as 200m or 2.'}
#     memoryLimit: {type: string, default: 64Gi, description: 'Highest memory limit, such as 1Gi.'}
#     excludedNamespaces:
#       type: array
#       default: [kube-system, gatekeeper-system, azure-arc, azuredefender, mdc, azure-extensions-usage-system]
#       description: Namespaces left out; `*` at either end stands for any text.
#     excludedImages: {type: array, default: [], description: Images left out; a trailing `*` stands for any text.}
#     labelSelector: {type: object, default: {}, description: 'Labels (matchLabels, matchExpressions) of what is judged; empty judges all.'}
#   remediation: Set CPU and memory limits for each container.
#   assessment_key: 405c9ae6-49f9-46c4-8873-a86690f27818
#   azure_policy: e345eecc-fa47-480f-9e88-67dcc122b164
package azure.kubernetes.resource_limits

import data.lib.attributes
import data.lib.quantities
import data.lib.workloads

default healthy := false

settings := data.parameters.azure.kubernetes.resource_limits

judged := workloads.judged(input, settings)

applicable if workloads.concern(input, judged)

healthy if count(findings) == 0

findings := workloads.findings(input, judged, offences)

limits := {"resources.limits.cpu": settings.cpuLimit, "resources.limits.memory": settings.memoryLimit}

offences contains workloads.offence(workload, container, attributes.mismatch(container, limit, wanted)) if {
	some [workload, container] in workloads.limited_containers(judged, settings)
	some limit, most in limits
	not quantities.at_most(attributes.value(container, limit), most)
	wanted := sprintf("at most %s", [most])
}

reasons contains reason if some reason in findings
