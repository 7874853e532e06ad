package azure.spring.network_injection_test

import data.azure.spring.network_injection
import data.lib.resources_sample_test as sample

verdict(properties) := found if {
	instance := object.union(sample.resource("microsoft.appplatform/spring", properties), {"sku": {"tier": "Standard"}})
	found := {"healthy": network_injection.healthy, "reasons": network_injection.reasons} with input as instance
}

injected(subnet_id) := verdict({"networkProfile": {"serviceRuntimeSubnetId": subnet_id}})

subnet := "/subscriptions/0001/resourcegroups/shop/providers/microsoft.network/virtualnetworks/v/subnets/s"

test_healthy_when_service_runtime_subnet_id_is_set if injected(subnet) == sample.healthy

test_unhealthy_when_service_runtime_subnet_id_is_null if {
	injected(null) == sample.unhealthy("properties.networkProfile.serviceRuntimeSubnetId is not set, wanted a subnet")
}

test_missing_service_runtime_subnet_id_is_unhealthy if verdict({}).healthy == false

test_malformed_service_runtime_subnet_id_is_unhealthy if {
	every odd in ["", false, true, 1, {}, [subnet]] {
		injected(odd).healthy == false
	}
	verdict({"networkProfile": subnet}).healthy == false
}

parameters := {"azure": {"spring": {"network_injection": {"evaluatedSkuNames": ["Standard", "Enterprise"]}}}}

test_applicable_to_the_evaluated_tiers if {
	network_injection.applicable with input as {"sku": {"tier": "standard"}} with data.parameters as parameters
	network_injection.applicable with input as {"sku": {"tier": "Enterprise"}} with data.parameters as parameters
}

test_not_applicable_to_other_tiers if {
	not network_injection.applicable with input as {"sku": {"tier": "Basic"}} with data.parameters as parameters
	not network_injection.applicable with input as {"sku": {"tier": "Consumption"}} with data.parameters as parameters
}

test_applicable_to_an_unknown_tier if {
	network_injection.applicable with input as {} with data.parameters as parameters
	every odd in [null, "", "Basic", {}, {"tier": null}, {"tier": ""}, {"tier": 1}, {"tier": ["Basic"]}] {
		network_injection.applicable with input as {"sku": odd} with data.parameters as parameters
	}
}
