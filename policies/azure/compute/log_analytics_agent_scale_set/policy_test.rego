package azure.compute.log_analytics_agent_scale_set_test

import data.azure.compute.log_analytics_agent_scale_set
import data.lib.resources_sample_test as sample

scale_set(publisher, extensions) := sample.resource("microsoft.compute/virtualmachinescalesets", {"virtualMachineProfile": {
	"storageProfile": {"imageReference": {"publisher": publisher, "offer": "0001-com-ubuntu-server-focal", "sku": "20_04-lts"}},
	"extensionProfile": {"extensions": extensions},
}})

extension(publisher, extension_type) := [{"name": "agent", "properties": {
	"publisher": publisher,
	"type": extension_type,
	"typeHandlerVersion": "1.0",
}}]

agent(extension_type) := extension("Microsoft.EnterpriseCloud.Monitoring", extension_type)

test_healthy if {
	every extension_type in ["OmsAgentForLinux", "MicrosoftMonitoringAgent"] {
		sample.verdict(log_analytics_agent_scale_set) == sample.healthy
			with input as scale_set("Canonical", agent(extension_type))
	}
}

test_healthy_with_the_agent_as_a_child_resource if {
	set := scale_set("Canonical", null)
	children := {"children": {set.id: {"microsoft.compute/virtualmachinescalesets/extensions": agent("omsagentforlinux")}}}
	log_analytics_agent_scale_set.healthy with input as set with data.inventory as children
}

test_unhealthy if {
	other := scale_set("Canonical", extension("Microsoft.Azure.Monitor", "AzureMonitorLinuxAgent"))
	missing := "extension MicrosoftMonitoringAgent or OmsAgentForLinux is missing"
	sample.verdict(log_analytics_agent_scale_set) == sample.unhealthy(missing) with input as other
}

test_missing_extensions_are_unhealthy if {
	not log_analytics_agent_scale_set.healthy with input as scale_set("Canonical", null)
	not log_analytics_agent_scale_set.healthy with input as sample.shell("microsoft.compute/virtualmachinescalesets")
}

test_applicable if {
	log_analytics_agent_scale_set.applicable with input as scale_set("Canonical", [])
	log_analytics_agent_scale_set.applicable with input as scale_set(null, [])
	log_analytics_agent_scale_set.applicable with input as sample.shell("microsoft.compute/virtualmachinescalesets")
}

test_not_applicable_to_nodes_of_kubernetes_service if {
	not log_analytics_agent_scale_set.applicable with input as scale_set("Microsoft-AKS", [])
}
