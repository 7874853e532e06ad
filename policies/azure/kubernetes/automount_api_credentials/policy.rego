# METADATA
# title: Kubernetes clusters should disable automounting API credentials
# description: >-
#   A compromised pod can use the token that is mounted into it against the Kubernetes API. The policy
#   reads `automountServiceAccountToken` of the pod, else that of its service account. Evidence is every
#   pod of the cluster, and the template of controllers without pods.
# custom:
#   severity: high
#   resource_types: [microsoft.containerservice/managedclusters, microsoft.kubernetes/connectedclusters]
#   requires: [kubernetes/pod, kubernetes/serviceaccount]
#   parameters:
#     excludedNamespaces:
#       type: array
#       default: [kube-system, gatekeeper-system, azure-arc, azuredefender, mdc, azure-extensions-usage-system]
#       description: Namespaces left out; `*` at either end stands for any text.
#     excludedImages: {type: array, default: [], description: Images left out; a trailing `*` stands for any text.}
#     labelSelector: {type: object, default: {}, description: 'Labels (matchLabels, matchExpressions) of what is judged; empty judges all.'}
#   remediation: Set `automountServiceAccountToken` to false in the pod or in its service account.
#   assessment_key: 32060ac3-f17f-4848-db8e-e7cf2c9a53eb
#   azure_policy: 423dd1ba-798e-40e4-9c4d-b6902674b423
package azure.kubernetes.automount_api_credentials

import data.lib.attributes
import data.lib.kubernetes
import data.lib.workloads

default healthy := false

settings := data.parameters.azure.kubernetes.automount_api_credentials

judged := workloads.judged(input, settings)

applicable if workloads.concern(input, judged)

healthy if count(findings) == 0

findings := workloads.findings(input, judged, offences)

offences contains sprintf("%s: automountServiceAccountToken is %s, wanted false", [workload.name, shown]) if {
	some workload in judged
	not attributes.value(holder(workload), setting) == false
	shown := attributes.shown(holder(workload), setting)
}

setting := "automountServiceAccountToken"

# What the pod says comes before what its service account says.
holder(workload) := workload.spec if {
	not attributes.absent(workload.spec, setting)
} else := kubernetes.service_account(input, workload.namespace, account_name(workload))

account_name(workload) := object.get(workload.spec, "serviceAccountName", "default")

reasons contains reason if some reason in findings
