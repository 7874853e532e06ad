package azure.defender.resource_manager_plan_test

import data.azure.defender.resource_manager_plan
import data.lib.defender_sample_test as defender
import data.lib.resources_sample_test as sample

test_healthy if {
	sample.verdict(resource_manager_plan) == sample.healthy
		with input as defender.subscription
		with data.inventory as defender.plans({"Arm": "Standard"})
}

test_unhealthy if {
	sample.verdict(resource_manager_plan) == sample.unhealthy("properties.pricingTier is Free, wanted Standard")
		with input as defender.subscription
		with data.inventory as defender.plans({"Arm": "Free"})
}

test_missing_plan_is_unhealthy if {
	sample.verdict(resource_manager_plan) == sample.unhealthy("no plan Arm found, wanted the Standard tier")
		with input as defender.subscription
		with data.inventory as defender.plans({"StorageAccounts": "Standard"})
}
