package azure.storage.customer_managed_key_test

import data.azure.storage.customer_managed_key
import data.lib.resources_sample_test as sample

unhealthy(value) := sample.unhealthy(sprintf("properties.encryption.keySource is %s, wanted Microsoft.Keyvault", [value]))

verdict(properties) := found if {
	found := {"healthy": customer_managed_key.healthy, "reasons": customer_managed_key.reasons}
		with input as sample.resource("microsoft.storage/storageaccounts", properties)
}

test_healthy_when_key_source_is_key_vault if {
	verdict({"encryption": {"keySource": "Microsoft.Keyvault"}}) == sample.healthy
	verdict({"encryption": {"keySource": "MICROSOFT.KEYVAULT"}}) == sample.healthy
}

test_unhealthy_when_key_source_is_of_microsoft if verdict({"encryption": {"keySource": "Microsoft.Storage"}}) == unhealthy("Microsoft.Storage")

test_missing_key_source_is_unhealthy if verdict({}) == unhealthy("not set")
