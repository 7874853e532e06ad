package azure.defender.app_service_plan_test

import data.azure.defender.app_service_plan
import data.lib.defender_sample_test as defender
import data.lib.resources_sample_test as sample

test_healthy if {
	sample.verdict(app_service_plan) == sample.healthy
		with input as defender.subscription
		with data.inventory as defender.plans({"AppServices": "Standard"})
}

test_unhealthy if {
	sample.verdict(app_service_plan) == sample.unhealthy("properties.pricingTier is Free, wanted Standard")
		with input as defender.subscription
		with data.inventory as defender.plans({"AppServices": "Free"})
}

test_missing_plan_is_unhealthy if {
	sample.verdict(app_service_plan) == sample.unhealthy("no plan AppServices found, wanted the Standard tier")
		with input as defender.subscription
		with data.inventory as defender.plans({"StorageAccounts": "Standard"})
}
