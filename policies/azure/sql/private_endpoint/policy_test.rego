package azure.sql.private_endpoint_test

import data.azure.sql.private_endpoint
import data.lib.private_endpoints_sample_test as endpoints
import data.lib.resources_sample_test as sample

verdict(resource) := found if {
	found := {"healthy": private_endpoint.healthy, "reasons": private_endpoint.reasons} with input as resource
}

connected(statuses) := endpoints.connected("microsoft.sql/servers", statuses)

shell := sample.shell("microsoft.sql/servers")

test_healthy_with_an_approved_connection if verdict(connected(["Approved"])) == sample.healthy

test_unhealthy_with_a_pending_connection if verdict(connected(["Pending"])) == endpoints.unhealthy("Pending")

test_unhealthy_without_connections if verdict(connected([])) == endpoints.none

test_missing_connections_are_unhealthy if verdict(shell) == endpoints.none
