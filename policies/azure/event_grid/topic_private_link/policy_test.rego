package azure.event_grid.topic_private_link_test

import data.azure.event_grid.topic_private_link
import data.lib.private_endpoints_sample_test as endpoints
import data.lib.resources_sample_test as sample

topic(statuses) := endpoints.connected("microsoft.eventgrid/topics", statuses)

test_healthy_with_an_approved_connection if {
	sample.verdict(topic_private_link) == sample.healthy with input as topic(["Approved"])
}

test_unhealthy_with_a_pending_connection if {
	reason := "private endpoint connections are Pending, wanted one that is Approved"
	sample.verdict(topic_private_link) == sample.unhealthy(reason) with input as topic(["Pending"])
}

test_missing_connections_are_unhealthy if {
	reason := "no private endpoint connection, wanted one that is Approved"
	every bare in [topic([]), sample.shell("microsoft.eventgrid/topics")] {
		sample.verdict(topic_private_link) == sample.unhealthy(reason) with input as bare
	}
}

test_not_applicable_to_topics_on_azure_arc if {
	not topic_private_link.applicable with input as object.union(topic([]), {"kind": "AzureArc"})
	topic_private_link.applicable with input as object.union(topic([]), {"kind": "Azure"})
	topic_private_link.applicable with input as topic([])
}
