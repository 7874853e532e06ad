package lib.defender_test

import data.lib.defender
import data.lib.defender_sample_test as sample

subscription := sample.subscription

standard := sample.plans({"Arm": "standard"})

free := sample.plans({"Arm": "free"})

unset := sample.plans({"Arm": null})

test_subscription_id if {
	defender.subscription_id(subscription) == "/subscriptions/0001"
	defender.subscription_id(sample.workspace) == "/subscriptions/0001"
}

test_plan_of_the_subscription if {
	defender.plan(subscription, "Arm").name == "Arm" with data.inventory as free
	defender.plan(sample.workspace, "arm").name == "Arm" with data.inventory as free
	not defender.plan(sample.workspace, "Dns") with data.inventory as free
}

test_plan_of_a_resource_is_left_out if {
	own := sample.pricing("/subscriptions/0001/resourcegroups/a/providers/microsoft.compute/virtualmachines/b", "VirtualMachines", {})
	not defender.plan(subscription, "VirtualMachines") with data.inventory as sample.pricings([own])
}

test_no_plan if not defender.plan(subscription, "StorageAccounts") with data.inventory as {}

test_on if {
	defender.is_on(subscription, "Arm") with data.inventory as standard
	not defender.is_on(subscription, "Arm") with data.inventory as free
	not defender.is_on(subscription, "Arm") with data.inventory as unset
	not defender.is_on(subscription, "Arm") with data.inventory as {}
}

test_off if {
	defender.is_off(subscription, "Arm") with data.inventory as free
	not defender.is_off(subscription, "Arm") with data.inventory as standard
	not defender.is_off(subscription, "Arm") with data.inventory as unset
	not defender.is_off(subscription, "Arm") with data.inventory as {}
}

test_not_on if {
	off := defender.not_on(subscription, "Arm") with data.inventory as free
	off == "properties.pricingTier is free, wanted Standard"
	missing := defender.not_on(subscription, "Arm") with data.inventory as {}
	missing == "no plan Arm found, wanted the Standard tier"
}

ready := sample.solutions([sample.solution("security", {})])

unfit := sample.solutions([
	sample.solution("SecurityInsights", {}),
	sample.solution("Security", {"provisioningState": "Failed"}),
	sample.solution("Security", {"workspaceResourceId": "/b"}),
])

test_solution if defender.has_solution(sample.workspace, "Security") with data.inventory as ready

test_no_solution if {
	not defender.has_solution(sample.workspace, "Security") with data.inventory as unfit
	not defender.has_solution(sample.workspace, "Security") with data.inventory as {}
}

test_missing_solutions if {
	missing := defender.missing_solutions(sample.workspace, {"Security", "Updates"}) with data.inventory as ready
	missing == {"Updates"}
	reasons := defender.missing_solution_reasons(sample.workspace, {"Security", "Updates"}) with data.inventory as ready
	reasons == {"solution Updates(log-shop) is missing or not in state Succeeded"}
}
