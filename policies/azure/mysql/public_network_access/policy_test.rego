package azure.mysql.public_network_access_test

import data.azure.mysql.public_network_access

resource(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.dbformysql/servers/a",
	"type": "microsoft.dbformysql/servers",
	"properties": properties,
}

test_healthy_when_public_network_access_is_disabled if {
	public_network_access.healthy with input as resource({"publicNetworkAccess": "Disabled"})
	public_network_access.healthy with input as resource({"publicNetworkAccess": "DISABLED"})
}

test_unhealthy_when_public_network_access_is_enabled if {
	found := resource({"publicNetworkAccess": "Enabled"})
	not public_network_access.healthy with input as found
	public_network_access.reasons == {"properties.publicNetworkAccess is Enabled, wanted Disabled"}
		with input as found
}

test_missing_public_network_access_is_unhealthy if {
	found := resource({})
	not public_network_access.healthy with input as found
	public_network_access.reasons == {"properties.publicNetworkAccess is not set, wanted Disabled"}
		with input as found
}
