package azure.defender.servers_on_workspaces_test

import data.azure.defender.servers_on_workspaces
import data.lib.defender_sample_test as defender
import data.lib.resources_sample_test as sample

on := {"VirtualMachines": "Standard"}

test_healthy if {
	sample.verdict(servers_on_workspaces) == sample.healthy
		with input as defender.workspace
		with data.inventory as defender.workspace_inventory(on, ["Security"])
}

test_unhealthy if {
	every names in [[], ["SecurityInsights"]] {
		sample.verdict(servers_on_workspaces) == sample.unhealthy("solution Security(log-shop) is missing or not in state Succeeded")
			with input as defender.workspace
			with data.inventory as defender.workspace_inventory(on, names)
	}
}

test_missing_inventory_is_unhealthy if not servers_on_workspaces.healthy with input as defender.workspace with data.inventory as {}

test_applicable if {
	every records in [defender.workspace_inventory(on, []), {}] {
		servers_on_workspaces.applicable with input as defender.workspace with data.inventory as records
	}
}

test_not_applicable_when_the_plan_is_off if {
	off := defender.workspace_inventory({"VirtualMachines": "Free"}, [])
	not servers_on_workspaces.applicable with input as defender.workspace with data.inventory as off
}
