# METADATA
# title: Container images should be deployed from trusted registries only
# description: >-
#   Images of unknown origin bring unknown code into the cluster. The images to trust are known to the
#   user alone: until the parameter is set, no image matches. Evidence is every pod of the cluster, and
#   the template of controllers without pods.
# custom:
#   severity: high
#   resource_types: [microsoft.containerservice/managedclusters, microsoft.kubernetes/connectedclusters]
#   requires: [kubernetes/pod]
#   parameters:
#     allowedContainerImagesRegex: {type: string, default: "^(.+){0}$", description: Regular expression that the images to trust match; the default matches none.}
#     excludedNamespaces:
#       type: array
#       default: [kube-system, gatekeeper-system, azure-arc, azuredefender, mdc, azure-extensions-usage-system]
#       description: Namespaces left out; `*` at either end stands for any text.
#     labelSelector: {type: object, default: {}, description: 'Labels (matchLabels, matchExpressions) of what is judged; empty judges all.'}
#   remediation: Deploy images from registries that you trust, and set the parameter to an expression that matches them.
#   assessment_key: 8d244d29-fa00-4332-b935-c3a51d525417
#   azure_policy: febd0533-8e55-448f-b837-bd0e06f16469
package azure.kubernetes.trusted_registries

import data.lib.attributes
import data.lib.workloads

default healthy := false

settings := data.parameters.azure.kubernetes.trusted_registries

judged := workloads.judged(input, settings)

applicable if workloads.concern(input, judged)

healthy if count(findings) == 0

findings := workloads.findings(input, judged, offences)

offences contains workloads.offence(workload, container, sprintf("runs image %s, which is not allowed", [image])) if {
	some [workload, container] in workloads.containers(judged, settings)
	image := attributes.shown(container, "image")
	not is_allowed(container)
}

is_allowed(container) if {
	is_string(container.image)
	container.image != ""
	regex.match(settings.allowedContainerImagesRegex, container.image)
}

reasons contains "the parameter allowedContainerImagesRegex has to be set to the images to trust" if {
	not healthy
	settings.allowedContainerImagesRegex == "^(.+){0}$"
}

reasons contains reason if some reason in findings
