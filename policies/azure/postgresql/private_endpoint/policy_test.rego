package azure.postgresql.private_endpoint_test

import data.azure.postgresql.private_endpoint

resource(connections) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.dbforpostgresql/servers/a",
	"type": "microsoft.dbforpostgresql/servers",
	"properties": {"privateEndpointConnections": connections},
}

connection(status) := {"properties": {"privateLinkServiceConnectionState": {"status": status}}}

test_healthy_with_an_approved_connection if {
	private_endpoint.healthy with input as resource([connection("Approved")])
}

test_unhealthy_with_a_pending_connection if {
	found := resource([connection("Pending")])
	not private_endpoint.healthy with input as found
	private_endpoint.reasons == {"private endpoint connections are Pending, wanted one that is Approved"}
		with input as found
}

test_unhealthy_without_connections if not private_endpoint.healthy with input as resource([])

test_missing_connections_are_unhealthy if {
	bare := object.remove(resource(null), ["properties"])
	not private_endpoint.healthy with input as bare
	private_endpoint.reasons == {"no private endpoint connection, wanted one that is Approved"} with input as bare
}
