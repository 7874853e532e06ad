package azure.api_management.virtual_network_test

import data.azure.api_management.virtual_network
import data.lib.resources_sample_test as sample

service(sku, properties) := object.union(
	sample.resource("microsoft.apimanagement/service", properties),
	{"sku": {"name": sku, "capacity": 1}},
)

parameters := {"azure": {"api_management": {"virtual_network": {"evaluatedSkuNames": ["Developer", "Premium"]}}}}

test_healthy_in_a_virtual_network if {
	sample.verdict(virtual_network) == sample.healthy
		with input as service("Premium", {"virtualNetworkType": "External"})
	virtual_network.healthy with input as service("Developer", {"virtualNetworkType": "internal"})
}

test_unhealthy_outside_a_virtual_network if {
	outside := service("Premium", {"virtualNetworkType": "None"})
	reason := "properties.virtualNetworkType is None, wanted External or Internal"
	sample.verdict(virtual_network) == sample.unhealthy(reason) with input as outside
}

test_missing_virtual_network_is_unhealthy if not virtual_network.healthy with input as service("Premium", {})

test_applicable_to_the_evaluated_skus if {
	virtual_network.applicable with input as service("premium", {}) with data.parameters as parameters
}

test_not_applicable_to_other_skus if {
	not virtual_network.applicable with input as service("Consumption", {}) with data.parameters as parameters
	not virtual_network.applicable with input as {"properties": {}} with data.parameters as parameters
}
