package azure.keyvault.private_endpoint_test

import data.azure.keyvault.private_endpoint

vault(connections) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.keyvault/vaults/a",
	"type": "microsoft.keyvault/vaults",
	"properties": {"privateEndpointConnections": connections},
}

connection(status) := {"properties": {"privateLinkServiceConnectionState": {"status": status}}}

test_healthy_with_a_connection_in_any_state if {
	private_endpoint.healthy with input as vault([connection("Approved")])
	private_endpoint.healthy with input as vault([connection("Pending")])
}

test_unhealthy_without_connections if {
	not private_endpoint.healthy with input as vault([])
	private_endpoint.reasons == {"no private endpoint connection, wanted at least one"} with input as vault([])
}

test_missing_connections_are_unhealthy if {
	not private_endpoint.healthy with input as vault(null)
	not private_endpoint.healthy with input as {"type": "microsoft.keyvault/vaults", "properties": {}}
}
