package azure.sql_managed_instance.customer_managed_key_test

import data.azure.sql_managed_instance.customer_managed_key
import data.lib.resources_sample_test as sample
import data.lib.sql_sample_test as sql

verdict(resource) := found if {
	found := {"healthy": customer_managed_key.healthy, "reasons": customer_managed_key.reasons} with input as resource
}

instance(properties) := sample.resource("microsoft.sql/managedinstances", properties)

protector(properties) := sql.protector(instance({}), properties)

test_healthy_with_a_key if {
	verdict(instance({"keyId": "https://kv-fabrikam.vault.azure.net/keys/tde/0a1b2c3d"})) == sample.healthy
	verdict(protector({"serverKeyType": "AzureKeyVault"})) == sample.healthy
}

test_unhealthy_without_a_key if {
	verdict(instance({"keyId": ""})) == sample.unhealthy("properties.keyId is not set, wanted the id of a key")
}

test_unhealthy_protector_of_the_service if {
	managed := protector({"serverKeyName": "ServiceManaged", "serverKeyType": "ServiceManaged"})
	verdict(managed) == sample.unhealthy("properties.serverKeyType is ServiceManaged, wanted AzureKeyVault")
}

test_missing_attributes_are_unhealthy if {
	verdict(instance({})).healthy == false
	verdict(protector({})).healthy == false
}
