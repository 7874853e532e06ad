# METADATA
# title: Least privileged Linux capabilities should be enforced for containers
# description: >-
#   Each capability beyond what a container needs is a way to its node. Evidence is every pod of the
#   cluster, and the template of controllers without pods.
# custom:
#   severity: medium
#   resource_types: [microsoft.containerservice/managedclusters, microsoft.kubernetes/connectedclusters]
#   requires: [kubernetes/pod]
#   parameters:
#     allowedCapabilities: {type: array, default: [], description: Capabilities that containers may add; * allows all.}
#     requiredDropCapabilities: {type: array, default: [], description: Capabilities that every container must drop; one that drops ALL drops them.}
#     excludedNamespaces:
#       type: array
#       default: [kube-system, gatekeeper-system, azure-arc, azuredefender, mdc, azure-extensions-usage-system]
#       description: Namespaces left out; `*` at either end stands for any text.
#     excludedImages: {type: array, default: [], description: Images left out; a trailing `*` stands for any text.}
#     labelSelector: {type: object, default: {}, description: 'Labels (matchLabels, matchExpressions) of what is judged; empty judges all.'}
#   remediation: Remove capabilities that are not allowed from `capabilities.add`, and drop what is required.
#   assessment_key: 11c95609-3553-430d-b788-fd41cde8b2db
#   azure_policy: c26596ff-4d70-4e6a-9a30-c2506bd2f80c
package azure.kubernetes.least_privileged_capabilities

import data.lib.capabilities
import data.lib.workloads

default healthy := false

settings := data.parameters.azure.kubernetes.least_privileged_capabilities

judged := workloads.judged(input, settings)

applicable if workloads.concern(input, judged)

healthy if count(findings) == 0

findings := workloads.findings(input, judged, offences)

offences contains workloads.offence(workload, container, sprintf("adds capability %s, which is not allowed", [name])) if {
	some [workload, container] in workloads.containers(judged, settings)
	not "*" in settings.allowedCapabilities
	some name in capabilities.added(container) - capabilities.normalized(settings.allowedCapabilities)
}

offences contains workloads.offence(workload, container, sprintf("does not drop capability %s", [name])) if {
	some [workload, container] in workloads.containers(judged, settings)
	dropped := capabilities.dropped(container)
	not "ALL" in dropped
	some name in capabilities.normalized(settings.requiredDropCapabilities) - dropped
}

reasons contains reason if some reason in findings
