package azure.arc.log_analytics_agent_linux_test

import data.azure.arc.log_analytics_agent_linux
import data.lib.resources_sample_test as sample

machine(system) := sample.resource("microsoft.hybridcompute/machines", {"osType": system})

# The verdict on a linux machine with these extensions.
linux_with(extensions) := verdict if {
	verdict := sample.verdict(log_analytics_agent_linux)
		with input as machine("linux")
		with data.inventory as sample.children(machine("linux"), "extensions", extensions)
}

agent(state) := {
	"type": "OmsAgentForLinux",
	"publisher": "Microsoft.EnterpriseCloud.Monitoring",
	"provisioningState": state,
}

test_healthy_when_the_agent_is_installed if linux_with([agent("Succeeded")]) == sample.healthy

test_unhealthy_when_the_agent_failed if {
	linux_with([agent("Failed")]) == sample.unhealthy("extension OmsAgentForLinux is not in state Succeeded")
}

test_missing_agent_is_unhealthy if linux_with([]) == sample.unhealthy("extension OmsAgentForLinux is missing")

test_applicable if log_analytics_agent_linux.applicable with input as machine("linux")

test_not_applicable_to_other_systems if {
	not log_analytics_agent_linux.applicable with input as machine("windows")
	not log_analytics_agent_linux.applicable with input as sample.resource("microsoft.hybridcompute/machines", {})
}
