package azure.container_registry.private_link_test

import data.azure.container_registry.private_link
import data.lib.private_endpoints_sample_test as endpoints
import data.lib.resources_sample_test as sample

registry(statuses) := endpoints.connected("microsoft.containerregistry/registries", statuses)

test_healthy_with_an_approved_connection if {
	sample.verdict(private_link) == sample.healthy with input as registry(["Approved"])
}

test_unhealthy_with_a_pending_connection if {
	reason := "private endpoint connections are Pending, wanted one that is Approved"
	sample.verdict(private_link) == sample.unhealthy(reason) with input as registry(["Pending"])
}

test_missing_connections_are_unhealthy if {
	every bare in [registry([]), sample.shell("microsoft.containerregistry/registries")] {
		sample.verdict(private_link) == sample.unhealthy("no private endpoint connection, wanted one that is Approved")
			with input as bare
	}
}
