package azure.storage.secure_transfer_test

import data.azure.storage.secure_transfer

account(properties) := {"id": "/s/account", "type": "microsoft.storage/storageaccounts", "properties": properties}

test_healthy if secure_transfer.healthy with input as account({"supportsHttpsTrafficOnly": true})

test_unhealthy if {
	open := account({"supportsHttpsTrafficOnly": false})
	not secure_transfer.healthy with input as open
	secure_transfer.reasons == {"properties.supportsHttpsTrafficOnly is false, wanted true"} with input as open
}

test_unhealthy_in_any_api_version if {
	open := account({"supportsHttpsTrafficOnly": false})
	not secure_transfer.healthy with input as object.union(open, {"apiVersion": "2023-01-01"})
}

test_missing_attribute_is_unhealthy if {
	not secure_transfer.healthy with input as account({})
	not secure_transfer.healthy with input as {"id": "/s/account", "type": "microsoft.storage/storageaccounts"}
	not secure_transfer.healthy with input as object.union(account({}), {"apiVersion": "2018-11-01"})
	not secure_transfer.healthy with input as object.union(account({}), {"apiVersion": null})
}

test_missing_attribute_is_healthy_in_api_versions_with_that_default if {
	secure_transfer.healthy with input as object.union(account({}), {"apiVersion": "2019-04-01"})
}
