package azure.cognitive_services.owned_storage_test

import data.azure.cognitive_services.owned_storage
import data.lib.resources_sample_test as sample

account(properties) := sample.resource("microsoft.cognitiveservices/accounts", properties)

storage := "/subscriptions/0001/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/stfabrikamspeech"

owned := account({"encryption": {}, "userOwnedStorage": [{"resourceId": storage}]})

test_healthy_with_owned_storage if {
	sample.verdict(owned_storage) == sample.healthy with input as owned
}

test_healthy_when_encrypted if {
	owned_storage.healthy with input as account({"encryption": {"keySource": "Microsoft.KeyVault"}})
	owned_storage.healthy with input as account({"userOwnedStorage": []})
}

test_unhealthy_without_either if {
	neither := account({"encryption": {}, "userOwnedStorage": []})
	reason := "properties.encryption.keySource is not set, wanted a key source, or owned storage"
	sample.verdict(owned_storage) == sample.unhealthy(reason) with input as neither
}

test_malformed_storage_is_unhealthy if {
	every odd in ["x", 1, true, {"resourceId": storage}, [null], [storage]] {
		not owned_storage.healthy with input as account({"encryption": {}, "userOwnedStorage": odd})
	}
}

test_missing_storage_is_unhealthy if {
	not owned_storage.healthy with input as account({"encryption": {}, "userOwnedStorage": null})
	not owned_storage.healthy with input as account(null)
}
