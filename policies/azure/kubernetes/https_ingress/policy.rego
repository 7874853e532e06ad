# METADATA
# title: Kubernetes clusters should be accessible only over HTTPS
# description: >-
#   Plain HTTP exposes what clients send to anyone on the path. Evidence is every Ingress of the
#   cluster: it has TLS and refuses HTTP.
# custom:
#   severity: high
#   resource_types: [microsoft.containerservice/managedclusters, microsoft.kubernetes/connectedclusters]
#   requires: [kubernetes/ingress]
#   parameters:
#     excludedNamespaces:
#       type: array
#       default: [kube-system, gatekeeper-system, azure-arc, azure-extensions-usage-system]
#       description: Namespaces left out; `*` at either end stands for any text.
#     labelSelector: {type: object, default: {}, description: 'Labels (matchLabels, matchExpressions) of what is judged; empty judges all.'}
#   remediation: Configure `tls` for each Ingress and set its annotation `kubernetes.io/ingress.allow-http` to "false".
#   assessment_key: c6d87087-9ebe-b31f-b452-0bf3bbbaccd2
#   azure_policy: 1a5b4dca-0b6f-4cf5-907c-56316bc1bf3d
package azure.kubernetes.https_ingress

import data.lib.attributes
import data.lib.kubernetes
import data.lib.workloads

default healthy := false

settings := data.parameters.azure.kubernetes.https_ingress

# A cluster may well have no Ingress, but never no workload.
kinds := workloads.kinds | {"kubernetes/ingress"}

judged := kubernetes.objects(input, "kubernetes/ingress", settings)

applicable if kubernetes.concerns(input, kinds, judged)

healthy if count(findings) == 0

findings := kubernetes.findings(input, kinds, offences)

offences contains sprintf("%s: spec.tls is not set, wanted TLS", [kubernetes.title(ingress)]) if {
	some ingress in judged
	count(attributes.objects(ingress, "spec.tls")) == 0
}

offences contains sprintf("%s: annotation %s is not \"false\"", [kubernetes.title(ingress), annotation]) if {
	some ingress in judged
	not ingress.metadata.annotations[annotation] == "false"
}

annotation := "kubernetes.io/ingress.allow-http"

reasons contains reason if some reason in findings
