package azure.event_grid.topic_private_link_test

import data.azure.event_grid.topic_private_link

resource(connections) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.eventgrid/topics/a",
	"type": "microsoft.eventgrid/topics",
	"properties": {"privateEndpointConnections": connections},
}

connection(status) := {"properties": {"privateLinkServiceConnectionState": {"status": status}}}

test_healthy_with_an_approved_connection if {
	topic_private_link.healthy with input as resource([connection("Approved")])
}

test_unhealthy_with_a_pending_connection if {
	found := resource([connection("Pending")])
	not topic_private_link.healthy with input as found
	topic_private_link.reasons == {"private endpoint connections are Pending, wanted one that is Approved"}
		with input as found
}

test_unhealthy_without_connections if not topic_private_link.healthy with input as resource([])

test_missing_connections_are_unhealthy if {
	bare := object.remove(resource(null), ["properties"])
	not topic_private_link.healthy with input as bare
	topic_private_link.reasons == {"no private endpoint connection, wanted one that is Approved"} with input as bare
}

test_not_applicable_to_topics_on_azure_arc if {
	not topic_private_link.applicable with input as object.union(resource([]), {"kind": "AzureArc"})
	topic_private_link.applicable with input as object.union(resource([]), {"kind": "Azure"})
	topic_private_link.applicable with input as resource([])
}
