package azure.defender.sql_on_workspaces_test

import data.azure.defender.sql_on_workspaces
import data.lib.defender_sample_test as defender
import data.lib.resources_sample_test as sample

plan(tier) := {"SqlServerVirtualMachines": tier}

missing(name) := sprintf("solution %s(log-shop) is missing or not in state Succeeded", [name])

test_healthy if {
	both := defender.workspace_inventory(plan("Standard"), ["SQLAdvancedThreatProtection", "SQLVulnerabilityAssessment"])
	sample.verdict(sql_on_workspaces) == sample.healthy with input as defender.workspace with data.inventory as both
}

test_unhealthy if {
	sql_on_workspaces.reasons == {missing("SQLAdvancedThreatProtection"), missing("SQLVulnerabilityAssessment")}
		with input as defender.workspace
		with data.inventory as defender.workspace_inventory(plan("Standard"), [])
}

test_unhealthy_when_one_solution_is_missing if {
	sample.verdict(sql_on_workspaces) == sample.unhealthy(missing("SQLAdvancedThreatProtection"))
		with input as defender.workspace
		with data.inventory as defender.workspace_inventory(plan("Standard"), ["SQLVulnerabilityAssessment"])
}

test_missing_solutions_are_unhealthy if {
	every records in [{}, defender.workspace_inventory(plan("Standard"), [])] {
		not sql_on_workspaces.healthy with input as defender.workspace with data.inventory as records
		sql_on_workspaces.applicable with input as defender.workspace with data.inventory as records
	}
}

test_not_applicable_when_the_plan_is_off if {
	not sql_on_workspaces.applicable
		with input as defender.workspace
		with data.inventory as defender.workspace_inventory(plan("Free"), [])
}
