package azure.keyvault.private_endpoint_test

import data.azure.keyvault.private_endpoint
import data.lib.private_endpoints_sample_test as endpoints
import data.lib.resources_sample_test as sample

vault(statuses) := endpoints.connected("microsoft.keyvault/vaults", statuses)

test_healthy_with_a_connection_in_any_state if {
	every status in ["Approved", "Pending"] {
		sample.verdict(private_endpoint) == sample.healthy with input as vault([status])
	}
}

test_unhealthy_without_connections if {
	sample.verdict(private_endpoint) == sample.unhealthy("no private endpoint connection, wanted at least one")
		with input as vault([])
}

test_malformed_connections_are_unhealthy if {
	every odd in ["x", 1, true, null, endpoints.connection("Approved"), [null], ["Approved"]] {
		not private_endpoint.healthy
			with input as sample.resource("microsoft.keyvault/vaults", {"privateEndpointConnections": odd})
	}
}

test_missing_connections_are_unhealthy if {
	not private_endpoint.healthy with input as sample.resource("microsoft.keyvault/vaults", {})
}
