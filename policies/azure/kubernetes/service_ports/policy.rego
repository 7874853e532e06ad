# METADATA
# title: Services should listen on allowed ports only
# description: >-
#   Each port that a Service opens is a way into the cluster. The ports to allow are known to the user
#   alone: until the parameter is set, no port is allowed. Evidence is every Service of the cluster.
# custom:
#   severity: medium
#   resource_types: [microsoft.containerservice/managedclusters, microsoft.kubernetes/connectedclusters]
#   requires: [kubernetes/service]
#   parameters:
#     allowedServicePortsList: {type: array, default: ["-1"], description: Ports that Services may listen on; -1 allows none.}
#     excludedNamespaces:
#       type: array
#       default: [kube-system, gatekeeper-system, azure-arc, azure-extensions-usage-system]
#       description: Namespaces left out; `*` at either end stands for any text.
#     labelSelector: {type: object, default: {}, description: 'Labels (matchLabels, matchExpressions) of what is judged; empty judges all.'}
#   remediation: Remove ports that are not needed, and set the parameter to those that are.
#   assessment_key: add45209-73f6-4fa5-a5a5-74a451b07fbe
#   azure_policy: 233a2a17-77ca-4fb1-9b6b-69223d272a44
package azure.kubernetes.service_ports

import data.lib.attributes
import data.lib.kubernetes

default healthy := false

settings := data.parameters.azure.kubernetes.service_ports

kinds := {"kubernetes/service"}

# The API server's own Service is part of every cluster.
judged := [service |
	some service in kubernetes.objects(input, "kubernetes/service", settings)
	kubernetes.title(service) != "default/service/kubernetes"
]

applicable if kubernetes.concerns(input, kinds, judged)

healthy if count(findings) == 0

findings := kubernetes.findings(input, kinds, offences)

offences contains sprintf("%s: port %s is not allowed", [kubernetes.title(service), port]) if {
	some service in judged
	some entry in attributes.objects(service, "spec.ports")
	port := attributes.shown(entry, "port")
	not port in {sprintf("%v", [allowed]) | some allowed in settings.allowedServicePortsList}
}

offences contains sprintf("%s: its ports are not in the inventory", [kubernetes.title(service)]) if {
	some service in judged
	not kubernetes.has_known_ports(service)
}

reasons contains reason if some reason in findings

reasons contains "the parameter allowedServicePortsList has to be set to the ports to allow" if {
	not healthy
	"-1" in settings.allowedServicePortsList
}
