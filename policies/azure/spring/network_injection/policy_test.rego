package azure.spring.network_injection_test

import data.azure.spring.network_injection

resource(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.appplatform/spring/a",
	"type": "microsoft.appplatform/spring",
	"sku": {"tier": "Standard"},
	"properties": properties,
}

subnet := "/subscriptions/0001/resourcegroups/shop/providers/microsoft.network/virtualnetworks/v/subnets/s"

test_healthy_when_service_runtime_subnet_id_is_set if {
	network_injection.healthy with input as resource({"networkProfile": {"serviceRuntimeSubnetId": subnet}})
}

test_unhealthy_when_service_runtime_subnet_id_is_null if {
	found := resource({"networkProfile": {"serviceRuntimeSubnetId": null}})
	not network_injection.healthy with input as found
	network_injection.reasons == {"properties.networkProfile.serviceRuntimeSubnetId is not set, wanted a subnet"}
		with input as found
}

test_missing_service_runtime_subnet_id_is_unhealthy if not network_injection.healthy with input as resource({})

parameters := {"azure": {"spring": {"network_injection": {"evaluatedSkuNames": ["Standard", "Enterprise"]}}}}

test_applicable_to_the_evaluated_tiers if {
	network_injection.applicable with input as {"sku": {"tier": "standard"}} with data.parameters as parameters
	network_injection.applicable with input as {"sku": {"tier": "Enterprise"}} with data.parameters as parameters
}

test_not_applicable_to_other_tiers if {
	not network_injection.applicable with input as {"sku": {"tier": "Basic"}} with data.parameters as parameters
	not network_injection.applicable with input as {} with data.parameters as parameters
}
