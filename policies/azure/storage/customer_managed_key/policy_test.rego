package azure.storage.customer_managed_key_test

import data.azure.storage.customer_managed_key

resource(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.storage/storageaccounts/a",
	"type": "microsoft.storage/storageaccounts",
	"properties": properties,
}

test_healthy_when_key_source_is_key_vault if {
	customer_managed_key.healthy with input as resource({"encryption": {"keySource": "Microsoft.Keyvault"}})
	customer_managed_key.healthy with input as resource({"encryption": {"keySource": "MICROSOFT.KEYVAULT"}})
}

test_unhealthy_when_key_source_is_of_microsoft if {
	found := resource({"encryption": {"keySource": "Microsoft.Storage"}})
	not customer_managed_key.healthy with input as found
	customer_managed_key.reasons == {"properties.encryption.keySource is Microsoft.Storage, wanted Microsoft.Keyvault"}
		with input as found
}

test_missing_key_source_is_unhealthy if {
	found := resource({})
	not customer_managed_key.healthy with input as found
	customer_managed_key.reasons == {"properties.encryption.keySource is not set, wanted Microsoft.Keyvault"}
		with input as found
}
