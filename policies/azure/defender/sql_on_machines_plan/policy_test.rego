package azure.defender.sql_on_machines_plan_test

import data.azure.defender.sql_on_machines_plan
import data.lib.defender_sample_test as defender
import data.lib.resources_sample_test as sample

test_healthy if {
	sample.verdict(sql_on_machines_plan) == sample.healthy
		with input as defender.subscription
		with data.inventory as defender.plans({"SqlServerVirtualMachines": "Standard"})
}

test_unhealthy if {
	sample.verdict(sql_on_machines_plan) == sample.unhealthy("properties.pricingTier is Free, wanted Standard")
		with input as defender.subscription
		with data.inventory as defender.plans({"SqlServerVirtualMachines": "Free"})
}

test_missing_plan_is_unhealthy if {
	reason := "no plan SqlServerVirtualMachines found, wanted the Standard tier"
	sample.verdict(sql_on_machines_plan) == sample.unhealthy(reason)
		with input as defender.subscription
		with data.inventory as defender.plans({"StorageAccounts": "Standard"})
}
