package azure.cosmosdb.customer_managed_key_test

import data.azure.cosmosdb.customer_managed_key
import data.lib.resources_sample_test as sample

account(properties) := sample.resource("microsoft.documentdb/databaseaccounts", properties)

keyed := account({"keyVaultKeyUri": "https://kv-fabrikam.vault.azure.net/keys/cosmos"})

test_healthy_with_a_key if {
	sample.verdict(customer_managed_key) == sample.healthy with input as keyed
}

test_unhealthy_without_a_key if {
	reason := "properties.keyVaultKeyUri is not set, wanted the address of a key"
	sample.verdict(customer_managed_key) == sample.unhealthy(reason) with input as account({"keyVaultKeyUri": ""})
}

test_missing_attribute_is_unhealthy if not customer_managed_key.healthy with input as account({})
