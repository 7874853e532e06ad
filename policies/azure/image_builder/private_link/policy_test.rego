package azure.image_builder.private_link_test

import data.azure.image_builder.private_link
import data.lib.resources_sample_test as sample

template(properties) := sample.resource("microsoft.virtualmachineimages/imagetemplates", properties)

subnet := "/subscriptions/0001/resourcegroups/shop/providers/microsoft.network/virtualnetworks/v/subnets/s"

test_healthy_when_vnet_config_is_set if {
	sample.verdict(private_link) == sample.healthy
		with input as template({"vmProfile": {"vnetConfig": {"subnetId": subnet}}})
}

test_unhealthy_when_vnet_config_is_null if {
	reason := "properties.vmProfile.vnetConfig is not set, wanted the subnet of the build machine"
	sample.verdict(private_link) == sample.unhealthy(reason)
		with input as template({"vmProfile": {"vnetConfig": null}})
}

test_malformed_vnet_config_is_unhealthy if {
	every odd in ["", subnet, 1, true, false, [], {}, [subnet]] {
		not private_link.healthy with input as template({"vmProfile": {"vnetConfig": odd}})
	}
}

test_missing_vnet_config_is_unhealthy if not private_link.healthy with input as template({})
