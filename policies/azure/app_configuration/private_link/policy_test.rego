package azure.app_configuration.private_link_test

import data.azure.app_configuration.private_link
import data.lib.private_endpoints_sample_test as endpoints
import data.lib.resources_sample_test as sample

store(statuses) := endpoints.connected("microsoft.appconfiguration/configurationstores", statuses)

test_healthy_with_an_approved_connection if {
	sample.verdict(private_link) == sample.healthy with input as store(["Approved"])
}

test_unhealthy_with_a_pending_connection if {
	reason := "private endpoint connections are Pending, wanted one that is Approved"
	sample.verdict(private_link) == sample.unhealthy(reason) with input as store(["Pending"])
}

test_missing_connections_are_unhealthy if {
	every bare in [store([]), sample.shell("microsoft.appconfiguration/configurationstores")] {
		sample.verdict(private_link) == sample.unhealthy("no private endpoint connection, wanted one that is Approved")
			with input as bare
	}
}
