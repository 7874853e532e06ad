package azure.sql.customer_managed_key_test

import data.azure.sql.customer_managed_key
import data.lib.resources_sample_test as sample
import data.lib.sql_sample_test as sql

verdict(resource) := found if {
	found := {"healthy": customer_managed_key.healthy, "reasons": customer_managed_key.reasons} with input as resource
}

server(properties) := sample.resource("microsoft.sql/servers", properties)

protector(properties) := sql.protector(server({}), properties)

test_healthy_with_a_key if {
	verdict(server({"keyId": "https://kv-fabrikam.vault.azure.net/keys/tde/0a1b2c3d"})) == sample.healthy
	verdict(protector({"serverKeyType": "AzureKeyVault"})) == sample.healthy
}

test_unhealthy_without_a_key if {
	verdict(server({"keyId": ""})) == sample.unhealthy("properties.keyId is not set, wanted the id of a key")
}

test_unhealthy_protector_of_the_service if {
	managed := protector({"serverKeyName": "ServiceManaged", "serverKeyType": "ServiceManaged"})
	verdict(managed) == sample.unhealthy("properties.serverKeyType is ServiceManaged, wanted AzureKeyVault")
}

test_missing_attributes_are_unhealthy if {
	verdict(server({})).healthy == false
	verdict(protector({})).healthy == false
}

group := "/subscriptions/0001/resourcegroups/shop"

managed_by(name) := {"by_id": {group: {"id": group, "managedBy": name}}}

test_not_applicable_to_synapse if {
	workspace := "/subscriptions/0001/resourceGroups/lake/providers/Microsoft.Synapse/workspaces/lake"
	not customer_managed_key.applicable with input as server({}) with data.inventory as managed_by(workspace)
	not customer_managed_key.applicable with input as protector({}) with data.inventory as managed_by(workspace)
}

test_applicable_to_other_servers if {
	customer_managed_key.applicable with input as server({}) with data.inventory as managed_by(null)
	customer_managed_key.applicable with input as protector({}) with data.inventory as {}
}
