package azure.event_grid.domain_private_link_test

import data.azure.event_grid.domain_private_link
import data.lib.private_endpoints_sample_test as endpoints
import data.lib.resources_sample_test as sample

domain(statuses) := endpoints.connected("microsoft.eventgrid/domains", statuses)

test_healthy_with_an_approved_connection if {
	sample.verdict(domain_private_link) == sample.healthy with input as domain(["Approved"])
}

test_unhealthy_with_a_pending_connection if {
	reason := "private endpoint connections are Pending, wanted one that is Approved"
	sample.verdict(domain_private_link) == sample.unhealthy(reason) with input as domain(["Pending"])
}

test_missing_connections_are_unhealthy if {
	reason := "no private endpoint connection, wanted one that is Approved"
	every bare in [domain([]), sample.shell("microsoft.eventgrid/domains")] {
		sample.verdict(domain_private_link) == sample.unhealthy(reason) with input as bare
	}
}
