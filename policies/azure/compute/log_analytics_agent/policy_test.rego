package azure.compute.log_analytics_agent_test

import data.azure.compute.log_analytics_agent
import data.lib.machines_sample_test as machines
import data.lib.resources_sample_test as sample

reporting := {"workspaceId": "5a5a5a5a-0001-4001-8001-5a5a5a5a5a5a"}

agent(extension_type, state, settings) := object.union(
	machines.extension("Microsoft.EnterpriseCloud.Monitoring", extension_type, state),
	{"settings": settings},
)

said(machine, extensions) := verdict if {
	verdict := sample.verdict(log_analytics_agent)
		with input as machine
		with data.inventory as machines.with_extensions(machine, extensions)
}

test_healthy if {
	said(machines.vm, [agent("OmsAgentForLinux", "Succeeded", reporting)]) == sample.healthy
	said(machines.vm, [agent("microsoftmonitoringagent", "succeeded", reporting)]) == sample.healthy
	said(machines.classic, [agent("MicrosoftMonitoringAgent", "Succeeded", reporting)]) == sample.healthy
}

test_healthy_with_one_working_agent_of_two if {
	two := [agent("OmsAgentForLinux", "Failed", reporting), agent("OmsAgentForLinux", "Succeeded", reporting)]
	said(machines.vm, two) == sample.healthy
}

test_unhealthy_without_the_agent if {
	every extensions in [[], [machines.extension("Microsoft.Azure.Monitor", "AzureMonitorLinuxAgent", "Succeeded")]] {
		said(machines.vm, extensions) == sample.unhealthy("extension MicrosoftMonitoringAgent or OmsAgentForLinux is missing")
	}
}

test_failed_agent_or_missing_state_is_unhealthy if {
	every state in ["Failed", null] {
		verdict := said(machines.vm, [agent("OmsAgentForLinux", state, reporting)])
		verdict == sample.unhealthy("extension MicrosoftMonitoringAgent or OmsAgentForLinux is not in state Succeeded")
	}
}

test_missing_workspace_is_unhealthy if {
	every settings in [null, {}, {"workspaceId": null}, {"workspaceId": ""}] {
		verdict := said(machines.vm, [agent("OmsAgentForLinux", "Succeeded", settings)])
		verdict == sample.unhealthy("the agent reports to no workspace: settings.workspaceId is not set")
	}
}

test_applicable if {
	log_analytics_agent.applicable with input as machines.vm
	log_analytics_agent.applicable with input as sample.shell("microsoft.compute/virtualmachines")
}

test_not_applicable_to_stopped_machines if {
	every machine in machines.stopped {
		not log_analytics_agent.applicable with input as machine
	}
}
