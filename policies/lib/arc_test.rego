package lib.arc_test

import data.lib.arc

machine := {"id": "/m", "type": "microsoft.hybridcompute/machines", "properties": {}}

agent(state) := {"properties": {"type": "Agent", "publisher": "Contoso", "provisioningState": state}}

inventory(list) := {"children": {"/m": {"microsoft.hybridcompute/machines/extensions": list}}}

test_operating_system if {
	arc.runs({"properties": {"osType": "Linux"}}, "linux")
	arc.runs({"properties": {"osName": "windows"}}, "windows")
	not arc.runs({"properties": {"osType": "linux"}}, "windows")
	not arc.runs(machine, "linux")
}

test_installed if arc.installed(machine, "agent", "contoso") with data.inventory as inventory([agent("succeeded")])

test_failed_is_not_installed if {
	not arc.installed(machine, "Agent", "Contoso") with data.inventory as inventory([agent("Failed")])
}

test_another_publisher_is_not_installed if {
	not arc.installed(machine, "Agent", "Fabrikam") with data.inventory as inventory([agent("Succeeded")])
}

test_reasons if {
	arc.not_installed(machine, "Agent", "Contoso") == "extension Agent is missing"
		with data.inventory as inventory([])
	arc.not_installed(machine, "Agent", "Contoso") == "extension Agent is not in state Succeeded"
		with data.inventory as inventory([agent("Failed")])
}
