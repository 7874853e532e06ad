package azure.postgresql.public_network_access_test

import data.azure.postgresql.public_network_access
import data.lib.resources_sample_test as sample

unhealthy(value) := sample.unhealthy(sprintf("properties.publicNetworkAccess is %s, wanted Disabled", [value]))

verdict(properties) := found if {
	found := {"healthy": public_network_access.healthy, "reasons": public_network_access.reasons}
		with input as sample.resource("microsoft.dbforpostgresql/servers", properties)
}

test_healthy_when_public_network_access_is_disabled if {
	verdict({"publicNetworkAccess": "Disabled"}) == sample.healthy
	verdict({"publicNetworkAccess": "DISABLED"}) == sample.healthy
}

test_unhealthy_when_public_network_access_is_enabled if verdict({"publicNetworkAccess": "Enabled"}) == unhealthy("Enabled")

test_missing_public_network_access_is_unhealthy if verdict({}) == unhealthy("not set")
