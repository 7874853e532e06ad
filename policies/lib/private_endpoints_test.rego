package lib.private_endpoints_test

import data.lib.private_endpoints
import data.lib.private_endpoints_sample_test as sample

with_connections(list) := {"id": "/r/a", "type": "microsoft.x/y", "properties": {"privateEndpointConnections": list}}

bare := {"id": "/r/a", "type": "microsoft.x/y", "properties": {}}

children(list) := {"children": {"/r/a": {"microsoft.x/y/privateendpointconnections": list}}}

test_approved_in_the_resource if {
	private_endpoints.approved(with_connections([sample.connection("Pending"), sample.connection("approved")]))
}

test_approved_among_the_children if {
	private_endpoints.approved(bare) with data.inventory as children([sample.connection("Approved")])
}

test_children_add_to_an_empty_list if {
	private_endpoints.approved(with_connections([])) with data.inventory as children([sample.connection("Approved")])
}

test_other_states_are_not_approved if {
	not private_endpoints.approved(with_connections([sample.connection("Pending"), sample.connection("Rejected"), {"properties": {}}]))
}

test_no_connection_is_not_approved if {
	not private_endpoints.approved(with_connections([]))
	not private_endpoints.approved(with_connections(null))
	not private_endpoints.approved(bare)
}

test_malformed_connections_are_not_approved if {
	every odd in ["Approved", 1, true, {"properties": {}}, [null], ["Approved"]] {
		not private_endpoints.approved(with_connections(odd))
		count(private_endpoints.connections(with_connections(odd))) == 0
	}
	private_endpoints.approved(with_connections([null, sample.connection("Approved")]))
}

test_a_child_of_another_resource_does_not_count if {
	other := {"/r/b": {"microsoft.x/y/privateendpointconnections": [sample.connection("Approved")]}}
	not private_endpoints.approved(bare) with data.inventory as {"children": other}
}

test_connections_in_any_state_are_counted if {
	count(private_endpoints.connections(with_connections([sample.connection("Pending")]))) == 1
}

test_reason_without_connections if {
	private_endpoints.not_approved(bare) == "no private endpoint connection, wanted one that is Approved"
}

test_reason_names_the_states if {
	resource := with_connections([sample.connection("Rejected"), sample.connection("Pending"), {"properties": {}}])
	reason := "private endpoint connections are Pending, Rejected, not set, wanted one that is Approved"
	private_endpoints.not_approved(resource) == reason
}
