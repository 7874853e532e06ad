package azure.cognitive_services.data_encryption_test

import data.azure.cognitive_services.data_encryption
import data.lib.resources_sample_test as sample

account(properties) := sample.resource("microsoft.cognitiveservices/accounts", properties)

test_healthy_with_a_key_source if {
	keyed := account({"encryption": {"keySource": "Microsoft.CognitiveServices"}})
	sample.verdict(data_encryption) == sample.healthy with input as keyed
}

test_healthy_by_default if data_encryption.healthy with input as account({})

test_unhealthy_without_a_key_source if {
	reason := "properties.encryption.keySource is not set, wanted a key source"
	sample.verdict(data_encryption) == sample.unhealthy(reason) with input as account({"encryption": {}})
}

test_missing_properties_are_unhealthy if not data_encryption.healthy with input as account(null)
