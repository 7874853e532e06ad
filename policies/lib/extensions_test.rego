package lib.extensions_test

import data.lib.extensions

machine := {"id": "/m", "type": "microsoft.compute/virtualmachines", "properties": {}}

agent(state) := {"properties": {"publisher": "Contoso.Agents", "type": "AgentForLinux", "provisioningState": state}}

inventory(list) := {"children": {"/m": {"microsoft.compute/virtualmachines/extensions": list}}}

scale_set(profile) := {
	"id": "/s",
	"type": "microsoft.compute/virtualmachinescalesets",
	"properties": {"virtualMachineProfile": {"extensionProfile": profile}},
}

test_extensions_are_child_resources if {
	extensions.all_of(machine) == [agent("Failed")] with data.inventory as inventory([agent("Failed")])
	extensions.all_of(machine) == [] with data.inventory as {"children": {}}
}

test_a_scale_set_has_them_in_its_profile_and_as_child_resources if {
	children := {"children": {"/s": {"microsoft.compute/virtualmachinescalesets/extensions": [agent("Failed")]}}}
	extensions.all_of(scale_set({"extensions": [agent("Succeeded")]})) == [agent("Succeeded"), agent("Failed")]
		with data.inventory as children
	extensions.all_of(scale_set(null)) == [] with data.inventory as {"children": {}}
}

test_a_malformed_profile_holds_no_extensions if {
	every odd in ["x", 1, {"a": agent("Succeeded")}, [null], ["x"]] {
		extensions.all_of(scale_set({"extensions": odd})) == [] with data.inventory as {"children": {}}
	}
}

test_by_publisher_ignores_case if {
	extensions.by_publisher(machine, "contoso.agents") == [agent("Failed")] with data.inventory as inventory([agent("Failed")])
	extensions.by_publisher(machine, "fabrikam.agents") == [] with data.inventory as inventory([agent("Failed")])
}

test_by_type_wants_publisher_and_type if {
	found := inventory([agent("Failed")])
	extensions.by_type(machine, "Contoso.Agents", "agentforlinux") == [agent("Failed")] with data.inventory as found
	extensions.by_type(machine, "Contoso.Agents", "AgentForWindows") == [] with data.inventory as found
	extensions.by_type(machine, "Fabrikam.Agents", "AgentForLinux") == [] with data.inventory as found
}

test_present_in_any_state if {
	extensions.present(machine, "Contoso.Agents", "AgentForLinux") with data.inventory as inventory([agent("Failed")])
	not extensions.present(machine, "Contoso.Agents", "AgentForLinux") with data.inventory as inventory([])
}

test_installed_when_succeeded if {
	several := inventory([agent("Failed"), agent("succeeded")])
	extensions.installed(machine, "Contoso.Agents", "AgentForLinux") with data.inventory as several
	not extensions.installed(machine, "Contoso.Agents", "AgentForLinux") with data.inventory as inventory([agent("Failed")])
	not extensions.installed(machine, "Contoso.Agents", "AgentForLinux") with data.inventory as inventory([])
}

test_a_missing_state_is_not_installed if {
	not extensions.any_succeeded([{"properties": {"type": "AgentForLinux"}}])
	not extensions.any_succeeded([{"properties": null}])
}

test_reasons if {
	extensions.not_installed([], "Agent") == "extension Agent is missing"
	extensions.not_installed([agent("Failed")], "Agent") == "extension Agent is not in state Succeeded"
}
