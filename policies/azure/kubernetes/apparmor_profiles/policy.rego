# METADATA
# title: Containers should only use allowed AppArmor profiles
# description: >-
#   A profile confines what a container may do on its node. The policy reads the profile that the
#   container, its annotation or its pod names; none at all is not allowed. Evidence is every pod of the
#   cluster, and the template of controllers without pods.
# custom:
#   severity: high
#   resource_types: [microsoft.containerservice/managedclusters, microsoft.kubernetes/connectedclusters]
#   requires: [kubernetes/pod]
#   parameters:
#     allowedProfiles: {type: array, default: [runtime/default], description: 'Allowed profiles, such as runtime/default or localhost/*.'}
#     excludedNamespaces:
#       type: array
#       default: [kube-system, gatekeeper-system, azure-arc, azuredefender, mdc, azure-extensions-usage-system]
#       description: Namespaces left out; `*` at either end stands for any text.
#     excludedImages: {type: array, default: [], description: Images left out; a trailing `*` stands for any text.}
#     labelSelector: {type: object, default: {}, description: 'Labels (matchLabels, matchExpressions) of what is judged; empty judges all.'}
#   remediation: Name an allowed AppArmor profile in the security context of each container or of its pod.
#   assessment_key: 86f91051-9d6a-47c3-a07f-bd14cb214b45
#   azure_policy: 511f5417-5d12-434d-ab2e-816901e72a5e
package azure.kubernetes.apparmor_profiles

import data.lib.apparmor
import data.lib.kubernetes
import data.lib.workloads

default healthy := false

settings := data.parameters.azure.kubernetes.apparmor_profiles

judged := workloads.judged(input, settings)

applicable if workloads.concern(input, judged)

healthy if count(findings) == 0

findings := workloads.findings(input, judged, offences)

offences contains workloads.offence(workload, container, sprintf("has AppArmor profile %s, which is not allowed", [found])) if {
	some [workload, container] in workloads.containers(judged, settings)
	found := apparmor.profile(workload, container)
	not is_allowed(found)
}

is_allowed(found) if {
	some pattern in settings.allowedProfiles
	kubernetes.begins_like(found, pattern)
}

reasons contains reason if some reason in findings
