# METADATA
# title: Kubernetes clusters should not use the default namespace
# description: >-
#   What shares a namespace shares its access rules. Evidence is every pod (and the template of
#   controllers without pods), Service and ServiceAccount of the cluster.
# custom:
#   severity: low
#   resource_types: [microsoft.containerservice/managedclusters, microsoft.kubernetes/connectedclusters]
#   requires: [kubernetes/pod, kubernetes/service, kubernetes/serviceaccount]
#   parameters:
#     labelSelector: {type: object, default: {}, description: 'Labels (matchLabels, matchExpressions) of what is judged; empty judges all.'}
#   remediation: Move what runs in the namespace default to namespaces of its own.
#   assessment_key: ff87e0b4-17df-d338-5b19-80e71e0dcc9d
#   azure_policy: 9f061a12-e40d-4183-a00e-171812443373
package azure.kubernetes.default_namespace

import data.lib.kubernetes
import data.lib.workloads

default healthy := false

settings := data.parameters.azure.kubernetes.default_namespace

# Part of every cluster.
built_in := {"default/service/kubernetes", "default/serviceaccount/default"}

pods := {[workload.namespace, workload.name] | some workload in workloads.judged(input, settings)}

others := {[kubernetes.namespace(object), kubernetes.title(object)] |
	some kind in ["kubernetes/service", "kubernetes/serviceaccount"]
	some object in kubernetes.objects(input, kind, settings)
}

applicable if kubernetes.concerns(input, workloads.kinds, pods | others)

healthy if count(findings) == 0

findings := kubernetes.findings(input, workloads.kinds, offences)

offences contains sprintf("%s is in the namespace default, wanted one of its own", [name]) if {
	some ["default", name] in pods | others
	not name in built_in
}

reasons contains reason if some reason in findings
