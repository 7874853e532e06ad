package azure.defender.servers_plan_test

import data.azure.defender.servers_plan
import data.lib.defender_sample_test as defender
import data.lib.resources_sample_test as sample

test_healthy if {
	sample.verdict(servers_plan) == sample.healthy
		with input as defender.subscription
		with data.inventory as defender.plans({"VirtualMachines": "Standard"})
}

test_unhealthy if {
	sample.verdict(servers_plan) == sample.unhealthy("properties.pricingTier is Free, wanted Standard")
		with input as defender.subscription
		with data.inventory as defender.plans({"VirtualMachines": "Free"})
}

test_missing_plan_is_unhealthy if {
	sample.verdict(servers_plan) == sample.unhealthy("no plan VirtualMachines found, wanted the Standard tier")
		with input as defender.subscription
		with data.inventory as defender.plans({"StorageAccounts": "Standard"})
}
