package azure.compute.scale_set_diagnostics_test

import data.azure.compute.scale_set_diagnostics
import data.lib.resources_sample_test as sample

scale_set(extensions) := sample.resource(
	"microsoft.compute/virtualmachinescalesets",
	{"virtualMachineProfile": {"extensionProfile": {"extensions": extensions}}},
)

extension(publisher, extension_type) := {"properties": {"publisher": publisher, "type": extension_type}}

windows_diagnostics := extension("Microsoft.Azure.Diagnostics", "IaaSDiagnostics")

bare := sample.resource("microsoft.compute/virtualmachinescalesets", {})

verdict(resource) := found if {
	found := {"healthy": scale_set_diagnostics.healthy, "reasons": scale_set_diagnostics.reasons} with input as resource
}

test_healthy_with_a_diagnostics_extension if {
	verdict(scale_set([windows_diagnostics])) == sample.healthy
	scale_set_diagnostics.healthy
		with input as scale_set([extension("Microsoft.Azure.Diagnostics", "linuxdiagnostic")])
	scale_set_diagnostics.healthy with input as scale_set([extension("Microsoft.OSTCExtensions", "LinuxDiagnostic")])
	scale_set_diagnostics.healthy with input as scale_set([extension("Microsoft.AKS", "Compute.AKS.Linux.Billing")])
}

test_healthy_with_a_child_extension if {
	scale_set_diagnostics.healthy
		with input as bare
		with data.inventory as sample.children(bare, "extensions", [windows_diagnostics.properties])
}

test_unhealthy_with_other_extensions if {
	not scale_set_diagnostics.healthy
		with input as scale_set([extension("Microsoft.Azure.Extensions", "CustomScript")])
	reason := "no diagnostics extension, wanted IaaSDiagnostics or LinuxDiagnostic"
	verdict(scale_set([extension("Contoso", "IaaSDiagnostics")])) == sample.unhealthy(reason)
	every publisher in ["Microsoft.Azure.Diagnostics", "Microsoft.OSTCExtensions"] {
		not scale_set_diagnostics.healthy with input as scale_set([extension(publisher, "Other")])
	}
	every publisher in ["Contoso", "Microsoft.OSTCExtensions"] {
		not scale_set_diagnostics.healthy with input as scale_set([extension(publisher, "IaaSDiagnostics")])
	}
	not scale_set_diagnostics.healthy with input as scale_set([extension("Contoso", "LinuxDiagnostic")])
}

test_malformed_extensions_are_unhealthy if {
	every odd in ["x", 1, {"a": windows_diagnostics}, [null], [{"properties": null}], [extension(null, "IaaSDiagnostics")]] {
		not scale_set_diagnostics.healthy with input as scale_set(odd) with data.inventory as {"children": {}}
	}
}

test_missing_extensions_are_unhealthy if {
	not scale_set_diagnostics.healthy with input as bare
	not scale_set_diagnostics.healthy with input as scale_set(null)
}

node_image(image) := {"properties": {"virtualMachineProfile": {"storageProfile": {"imageReference": image}}}}

parameters(include) := {"azure": {"compute": {"scale_set_diagnostics": {"includeAKSClusters": include}}}}

test_not_applicable_to_aks_nodes if {
	not scale_set_diagnostics.applicable
		with input as node_image({"publisher": "microsoft-aks"})
		with data.parameters as parameters(false)
	not scale_set_diagnostics.applicable
		with input as node_image({"offer": "AKS"})
		with data.parameters as parameters(false)
	not scale_set_diagnostics.applicable
		with input as node_image({"sku": "aks-ubuntu-1804"})
		with data.parameters as parameters(false)
}

test_applicable_to_aks_nodes_where_included if {
	scale_set_diagnostics.applicable
		with input as node_image({"offer": "aks"})
		with data.parameters as parameters(true)
}

test_applicable_to_other_images if {
	scale_set_diagnostics.applicable
		with input as node_image({"publisher": "Canonical", "offer": "UbuntuServer"})
		with data.parameters as parameters(false)
	scale_set_diagnostics.applicable with input as bare with data.parameters as parameters(false)
}
