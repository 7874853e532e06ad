# METADATA
# title: Running containers as root user should be avoided
# description: >-
#   Root in a container is root on its node once it breaks out. The policy reads the users and groups
#   that containers and pods set. Evidence is every pod of the cluster, and the template of controllers
#   without pods.
# custom:
#   severity: high
#   resource_types: [microsoft.containerservice/managedclusters, microsoft.kubernetes/connectedclusters]
#   requires: [kubernetes/pod]
#   parameters:
#     runAsUserRule: {type: string, default: MustRunAsNonRoot, description: "MustRunAs, MustRunAsNonRoot or RunAsAny"}
#     runAsUserRanges: {type: object, default: {ranges: []}, description: Ids of users; max -1 is no upper end}
#     runAsGroupRule: {type: string, default: MustRunAs, description: "MustRunAs, MayRunAs or RunAsAny"}
#     runAsGroupRanges: {type: object, default: {ranges: [{min: 1, max: -1}]}, description: Ids of primary groups; max -1 is no upper end}
#     supplementalGroupsRule: {type: string, default: MayRunAs, description: "MustRunAs, MayRunAs or RunAsAny"}
#     supplementalGroupsRanges: {type: object, default: {ranges: [{min: 1, max: -1}]}, description: Ids of supplemental groups; max -1 is no upper end}
#     fsGroupRule: {type: string, default: MayRunAs, description: "MustRunAs, MayRunAs or RunAsAny"}
#     fsGroupRanges: {type: object, default: {ranges: [{min: 1, max: -1}]}, description: Ids of file system groups; max -1 is no upper end}
#     excludedNamespaces:
#       type: array
#       default: [kube-system, gatekeeper-system, azure-arc, azuredefender, mdc, azure-extensions-usage-system]
#       description: Namespaces left out; `*` at either end stands for any text.
#     excludedImages: {type: array, default: [], description: Images left out; a trailing `*` stands for any text.}
#     labelSelector: {type: object, default: {}, description: 'Labels (matchLabels, matchExpressions) of what is judged; empty judges all.'}
#   remediation: Set `runAsNonRoot` or a `runAsUser` other than 0, and a `runAsGroup` other than 0.
#   assessment_key: 9b795646-9130-41a4-90b7-df9eae2437c8
#   azure_policy: f06ddb64-5fa3-4b77-b166-acb36f7f6042
package azure.kubernetes.root_user

import data.lib.run_as
import data.lib.workloads

default healthy := false

settings := data.parameters.azure.kubernetes.root_user

judged := workloads.judged(input, settings)

applicable if workloads.concern(input, judged)

healthy if count(findings) == 0

findings := workloads.findings(input, judged, offences)

problems := {contexts: concat("; ", found) |
	some contexts in {run_as.contexts(workload, container) | some [workload, container] in containers}
	found := run_as.problems(contexts, settings)
	count(found) > 0
}

containers := workloads.containers(judged, settings)

# Many containers share few contexts. In the head, an undefined lookup would undo the offences found before.
offences contains workloads.offence(workload, container, sprintf("may run as root: %s", [found])) if {
	some [workload, container] in containers
	found := problems[run_as.contexts(workload, container)]
}

reasons contains reason if some reason in findings
