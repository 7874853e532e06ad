package azure.cognitive_services.public_network_access_test

import data.azure.cognitive_services.public_network_access
import data.lib.resources_sample_test as sample

account(properties) := sample.resource("microsoft.cognitiveservices/accounts", properties)

test_healthy_without_public_access if {
	every access in ["Disabled", "disabled"] {
		sample.verdict(public_network_access) == sample.healthy with input as account({"publicNetworkAccess": access})
	}
}

test_unhealthy_with_public_access if {
	open := account({"publicNetworkAccess": "Enabled", "networkAcls": {"defaultAction": "Deny"}})
	reason := "properties.publicNetworkAccess is Enabled, wanted Disabled"
	sample.verdict(public_network_access) == sample.unhealthy(reason) with input as open
}

test_missing_attribute_is_unhealthy if {
	reason := "properties.publicNetworkAccess is not set, wanted Disabled"
	sample.verdict(public_network_access) == sample.unhealthy(reason) with input as account({})
}
