package azure.arc.log_analytics_agent_windows_test

import data.azure.arc.log_analytics_agent_windows
import data.lib.resources_sample_test as sample

machine(system) := sample.resource("microsoft.hybridcompute/machines", {"osType": system})

# The verdict on a windows machine with these extensions.
windows_with(extensions) := verdict if {
	verdict := sample.verdict(log_analytics_agent_windows)
		with input as machine("windows")
		with data.inventory as sample.children(machine("windows"), "extensions", extensions)
}

agent(state) := {
	"type": "MicrosoftMonitoringAgent",
	"publisher": "Microsoft.EnterpriseCloud.Monitoring",
	"provisioningState": state,
}

test_healthy_when_the_agent_is_installed if windows_with([agent("Succeeded")]) == sample.healthy

test_unhealthy_when_the_agent_failed if {
	windows_with([agent("Failed")]) == sample.unhealthy("extension MicrosoftMonitoringAgent is not in state Succeeded")
}

test_missing_agent_is_unhealthy if windows_with([]) == sample.unhealthy("extension MicrosoftMonitoringAgent is missing")

test_applicable if log_analytics_agent_windows.applicable with input as machine("windows")

test_not_applicable_to_other_systems if {
	not log_analytics_agent_windows.applicable with input as machine("linux")
	not log_analytics_agent_windows.applicable with input as sample.resource("microsoft.hybridcompute/machines", {})
}
