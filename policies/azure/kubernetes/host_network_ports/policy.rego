# METADATA
# title: Usage of host networking and ports should be restricted
# description: >-
#   A pod in the network of its node escapes network policies and can listen to the traffic of others.
#   Evidence is every pod of the cluster, and the template of controllers without pods.
# custom:
#   severity: medium
#   resource_types: [microsoft.containerservice/managedclusters, microsoft.kubernetes/connectedclusters]
#   requires: [kubernetes/pod]
#   parameters:
#     allowHostNetwork: {type: boolean, default: false, description: Whether pods may use the network of the host.}
#     allowedHostPorts: {type: array, default: [], description: 'Host ports that pods may use, such as 80 or 3000-5000.'}
#     minPort: {type: number, default: 0, description: First of a further range of allowed host ports.}
#     maxPort: {type: number, default: 0, description: Last of that range.}
#     excludedNamespaces:
#       type: array
#       default: [kube-system, gatekeeper-system, azure-arc, azure-extensions-usage-system]
#       description: Namespaces left out; `*` at either end stands for any text.
#     excludedImages: {type: array, default: [], description: Images left out; a trailing `*` stands for any text.}
#     labelSelector: {type: object, default: {}, description: 'Labels (matchLabels, matchExpressions) of what is judged; empty judges all.'}
#   remediation: Remove `hostNetwork` from the pod and `hostPort` from its containers; use a Service.
#   assessment_key: ebc68898-5c0f-4353-a426-4a5f1e737b12
#   azure_policy: 82985f06-dc18-4a48-bc1c-b9f4f0098cfe
package azure.kubernetes.host_network_ports

import data.lib.attributes
import data.lib.host_ports
import data.lib.workloads

default healthy := false

settings := data.parameters.azure.kubernetes.host_network_ports

judged := workloads.judged(input, settings)

applicable if workloads.concern(input, judged)

healthy if count(findings) == 0

findings := workloads.findings(input, judged, offences)

offences contains sprintf("%s: spec.hostNetwork is %s, wanted false", [workload.name, attributes.shown(workload.spec, "hostNetwork")]) if {
	some workload in judged
	settings.allowHostNetwork == false
	not workloads.is_off(workload.spec, "hostNetwork")
}

offences contains workloads.offence(workload, container, sprintf("uses host port %v, which is not allowed", [port.hostPort])) if {
	some [workload, container] in workloads.containers(judged, settings)
	some port in attributes.objects(container, "ports")
	not attributes.absent(port, "hostPort")
	not host_ports.allowed(port.hostPort, settings)
}

reasons contains reason if some reason in findings
