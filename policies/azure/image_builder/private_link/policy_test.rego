package azure.image_builder.private_link_test

import data.azure.image_builder.private_link

resource(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.virtualmachineimages/imagetemplates/a",
	"type": "microsoft.virtualmachineimages/imagetemplates",
	"properties": properties,
}

subnet := "/subscriptions/0001/resourcegroups/shop/providers/microsoft.network/virtualnetworks/v/subnets/s"

test_healthy_when_vnet_config_is_set if {
	private_link.healthy with input as resource({"vmProfile": {"vnetConfig": {"subnetId": subnet}}})
}

test_unhealthy_when_vnet_config_is_null if {
	found := resource({"vmProfile": {"vnetConfig": null}})
	not private_link.healthy with input as found
	private_link.reasons == {"properties.vmProfile.vnetConfig is not set, wanted the subnet of the build machine"}
		with input as found
}

test_missing_vnet_config_is_unhealthy if not private_link.healthy with input as resource({})
