# METADATA
# title: Diagnostic logs in Virtual Machine Scale Sets should be enabled
# description: >-
#   After an incident the logs of the machines show what happened. Evidence is a diagnostics extension on
#   the scale set.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachinescalesets]
#   parameters:
#     includeAKSClusters:
#       type: boolean
#       default: false
#       description: Whether scale sets made of Azure Kubernetes Service node images are assessed.
#   remediation: Install the extension IaaSDiagnostics (Windows) or LinuxDiagnostic (Linux) on the scale set.
#   assessment_key: 961eb649-3ea9-f8c2-6595-88e9a3aeedeb
#   azure_policy: 7c1b1214-f927-48bf-8882-84f0af6588b1
#   deprecated: true
package azure.compute.scale_set_diagnostics

import data.lib.extensions
import data.lib.text

default healthy := false

applicable if data.parameters.azure.compute.scale_set_diagnostics.includeAKSClusters == true

applicable if not aks_node_image

image := input.properties.virtualMachineProfile.storageProfile.imageReference

aks_node_image if text.same(image.publisher, "microsoft-aks")

aks_node_image if text.same(image.offer, "aks")

aks_node_image if text.starts_with(image.sku, "aks")

healthy if {
	some extension in extensions.all_of(input)
	collects_logs(extension.properties)
}

collects_logs(extension) if text.same(extension.publisher, "Microsoft.AKS")

collects_logs(extension) if {
	text.same(extension.type, "IaaSDiagnostics")
	text.same(extension.publisher, "Microsoft.Azure.Diagnostics")
}

collects_logs(extension) if {
	text.same(extension.type, "LinuxDiagnostic")
	text.one_of(extension.publisher, ["Microsoft.Azure.Diagnostics", "Microsoft.OSTCExtensions"])
}

reasons contains "no diagnostics extension, wanted IaaSDiagnostics or LinuxDiagnostic" if not healthy
