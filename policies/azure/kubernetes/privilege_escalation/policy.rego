# METADATA
# title: Container with privilege escalation should be avoided
# description: >-
#   A process that gains more privileges than its parent can take over container and node. Unset counts as
#   allowed, unless the user is not root, the container neither privileged nor given SYS_ADMIN, and the
#   parameter asks no more. Evidence is every pod of the cluster, and the template of controllers without pods.
# custom:
#   severity: medium
#   resource_types: [microsoft.containerservice/managedclusters, microsoft.kubernetes/connectedclusters]
#   requires: [kubernetes/pod]
#   parameters:
#     forcePrivilegeEscalationToBeFalse: {type: boolean, default: false, description: Whether allowPrivilegeEscalation must be false whatever user runs the container.}
#     excludedNamespaces:
#       type: array
#       default: [kube-system, gatekeeper-system, azure-arc, azure-extensions-usage-system]
#       description: Namespaces left out; `*` at either end stands for any text.
#     excludedImages: {type: array, default: [], description: Images left out; a trailing `*` stands for any text.}
#     labelSelector: {type: object, default: {}, description: 'Labels (matchLabels, matchExpressions) of what is judged; empty judges all.'}
#   remediation: Set `allowPrivilegeEscalation` to false in the security context of each container.
#   assessment_key: 43dc2a2e-ce69-4d42-923e-ab7d136f2cfe
#   azure_policy: 1c6e92c9-99f0-4e55-9cf2-0c234dc48f99
package azure.kubernetes.privilege_escalation

import data.lib.attributes
import data.lib.capabilities
import data.lib.run_as
import data.lib.workloads

default healthy := false

settings := data.parameters.azure.kubernetes.privilege_escalation

judged := workloads.judged(input, settings)

applicable if workloads.concern(input, judged)

healthy if count(findings) == 0

findings := workloads.findings(input, judged, offences)

setting := "securityContext.allowPrivilegeEscalation"

offences contains workloads.offence(workload, container, attributes.mismatch(container, setting, "false")) if {
	some [workload, container] in workloads.containers(judged, settings)
	not is_forbidden(workload, container)
}

is_forbidden(_, container) if attributes.value(container, setting) == false

is_forbidden(workload, container) if {
	settings.forcePrivilegeEscalationToBeFalse == false
	attributes.absent(container, setting)
	workloads.is_off(container, "securityContext.privileged")
	count(capabilities.added(container) & {"SYS_ADMIN", "ALL"}) == 0
	user := run_as.setting(run_as.contexts(workload, container), "runAsUser")
	is_number(user)
	user > 0
}

reasons contains reason if some reason in findings
