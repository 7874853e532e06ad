package azure.cache.virtual_network_test

import data.azure.cache.virtual_network
import data.lib.resources_sample_test as sample

cache(properties) := sample.resource("microsoft.cache/redis", properties)

subnet := "/subscriptions/0001/resourcegroups/shop/providers/microsoft.network/virtualnetworks/v/subnets/s"

test_healthy_when_subnet_id_is_set if {
	sample.verdict(virtual_network) == sample.healthy with input as cache({"subnetId": subnet})
}

test_unhealthy_when_subnet_id_is_null if {
	reason := "properties.subnetId is not set, wanted a subnet of a virtual network"
	sample.verdict(virtual_network) == sample.unhealthy(reason) with input as cache({"subnetId": null})
}

test_malformed_subnet_id_is_unhealthy if {
	every odd in ["", 1, true, false, [], {}, [subnet], {"id": subnet}] {
		not virtual_network.healthy with input as cache({"subnetId": odd})
	}
}

test_missing_subnet_id_is_unhealthy if not virtual_network.healthy with input as cache({})
