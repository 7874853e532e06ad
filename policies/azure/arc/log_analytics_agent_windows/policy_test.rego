package azure.arc.log_analytics_agent_windows_test

import data.azure.arc.log_analytics_agent_windows

machine := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.hybridcompute/machines/a",
	"type": "microsoft.hybridcompute/machines",
	"properties": {"osType": "windows"},
}

agent(state) := {"properties": {
	"type": "MicrosoftMonitoringAgent",
	"publisher": "Microsoft.EnterpriseCloud.Monitoring",
	"provisioningState": state,
}}

inventory(extensions) := {"children": {machine.id: {"microsoft.hybridcompute/machines/extensions": extensions}}}

test_healthy_when_the_agent_is_installed if {
	log_analytics_agent_windows.healthy with input as machine with data.inventory as inventory([agent("Succeeded")])
}

test_unhealthy_when_the_agent_failed if {
	not log_analytics_agent_windows.healthy with input as machine with data.inventory as inventory([agent("Failed")])
	log_analytics_agent_windows.reasons == {"extension MicrosoftMonitoringAgent is not in state Succeeded"}
		with input as machine
		with data.inventory as inventory([agent("Failed")])
}

test_missing_agent_is_unhealthy if {
	not log_analytics_agent_windows.healthy with input as machine with data.inventory as {"children": {}}
	count(log_analytics_agent_windows.reasons) == 1 with input as machine with data.inventory as {"children": {}}
}

test_not_applicable_to_other_systems if {
	not log_analytics_agent_windows.applicable with input as {"properties": {"osType": "linux"}}
	not log_analytics_agent_windows.applicable with input as {"properties": {}}
	log_analytics_agent_windows.applicable with input as machine
}
