package azure.cache.virtual_network_test

import data.azure.cache.virtual_network

resource(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.cache/redis/a",
	"type": "microsoft.cache/redis",
	"properties": properties,
}

subnet := "/subscriptions/0001/resourcegroups/shop/providers/microsoft.network/virtualnetworks/v/subnets/s"

test_healthy_when_subnet_id_is_set if virtual_network.healthy with input as resource({"subnetId": subnet})

test_unhealthy_when_subnet_id_is_null if {
	found := resource({"subnetId": null})
	not virtual_network.healthy with input as found
	virtual_network.reasons == {"properties.subnetId is not set, wanted a subnet of a virtual network"}
		with input as found
}

test_missing_subnet_id_is_unhealthy if not virtual_network.healthy with input as resource({})
