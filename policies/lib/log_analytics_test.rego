package lib.log_analytics_test

import data.lib.log_analytics

vm := {"id": "/vm", "type": "microsoft.compute/virtualmachines", "properties": {}}

extension(publisher, extension_type, state, settings) := {"properties": {
	"publisher": publisher,
	"type": extension_type,
	"provisioningState": state,
	"settings": settings,
}}

agent(state, settings) := extension("Microsoft.EnterpriseCloud.Monitoring", "OmsAgentForLinux", state, settings)

inventory(list) := {"children": {"/vm": {"microsoft.compute/virtualmachines/extensions": list}}}

agents(list) := found if found := log_analytics.agents(vm) with data.inventory as inventory(list)

workspaces(list) := found if found := log_analytics.workspaces(vm) with data.inventory as inventory(list)

reporting := {"workspaceId": "5A5A5A5A-0001-4001-8001-5A5A5A5A5A5A"}

test_agents if {
	count(agents([agent("Succeeded", {})])) == 1
	count(agents([extension("microsoft.enterprisecloud.monitoring", "microsoftmonitoringagent", "Failed", {})])) == 1
}

test_other_extensions_are_no_agents if {
	agents([extension("Contoso", "OmsAgentForLinux", "Succeeded", {})]) == []
	agents([extension("Microsoft.EnterpriseCloud.Monitoring", "Other", "Succeeded", {})]) == []
	agents([]) == []
}

test_one_agent_of_the_two if {
	log_analytics.has_agent(vm, "omsagentforlinux") with data.inventory as inventory([agent("succeeded", {})])
	not log_analytics.has_agent(vm, "OmsAgentForLinux") with data.inventory as inventory([agent("Failed", {})])
	not log_analytics.has_agent(vm, "MicrosoftMonitoringAgent") with data.inventory as inventory([agent("Succeeded", {})])
	foreign := extension("Contoso", "OmsAgentForLinux", "Succeeded", {})
	not log_analytics.has_agent(vm, "OmsAgentForLinux") with data.inventory as inventory([foreign])
}

lacking(list) := reason if reason := log_analytics.lacks_agent(vm, "OmsAgentForLinux") with data.inventory as inventory(list)

test_reasons if {
	lacking([extension("Contoso", "OmsAgentForLinux", "Failed", {})]) == "extension OmsAgentForLinux is missing"
	lacking([agent("Failed", {})]) == "extension OmsAgentForLinux is not in state Succeeded"
}

test_workspaces if workspaces([agent("Succeeded", reporting)]) == {"5a5a5a5a-0001-4001-8001-5a5a5a5a5a5a"}

test_no_workspaces if {
	workspaces([agent("Failed", reporting)]) == set()
	workspaces([agent("Succeeded", {"workspaceId": ""})]) == set()
	workspaces([agent("Succeeded", null)]) == set()
}

test_title if log_analytics.title == "MicrosoftMonitoringAgent or OmsAgentForLinux"
