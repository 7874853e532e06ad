package azure.defender.open_source_databases_plan_test

import data.azure.defender.open_source_databases_plan
import data.lib.defender_sample_test as defender
import data.lib.resources_sample_test as sample

test_healthy if {
	sample.verdict(open_source_databases_plan) == sample.healthy
		with input as defender.subscription
		with data.inventory as defender.plans({"OpenSourceRelationalDatabases": "Standard"})
}

test_unhealthy if {
	sample.verdict(open_source_databases_plan) == sample.unhealthy("properties.pricingTier is Free, wanted Standard")
		with input as defender.subscription
		with data.inventory as defender.plans({"OpenSourceRelationalDatabases": "Free"})
}

test_missing_plan_is_unhealthy if {
	reason := "no plan OpenSourceRelationalDatabases found, wanted the Standard tier"
	sample.verdict(open_source_databases_plan) == sample.unhealthy(reason)
		with input as defender.subscription
		with data.inventory as defender.plans({"StorageAccounts": "Standard"})
}
