package azure.postgresql.ssl_enforcement_test

import data.azure.postgresql.ssl_enforcement

server(properties) := {"id": "/s/db", "type": "microsoft.dbforpostgresql/servers", "properties": properties}

test_healthy if {
	ssl_enforcement.healthy with input as server({"sslEnforcement": "Enabled"})
	ssl_enforcement.healthy with input as server({"sslEnforcement": "enabled"})
}

test_unhealthy if {
	not ssl_enforcement.healthy with input as server({"sslEnforcement": "Disabled"})
	ssl_enforcement.reasons == {"properties.sslEnforcement is Disabled, wanted Enabled"} with input as server({"sslEnforcement": "Disabled"})
}

test_another_value_is_unhealthy if {
	not ssl_enforcement.healthy with input as server({"sslEnforcement": ""})
	not ssl_enforcement.healthy with input as server({"sslEnforcement": true})
}

test_missing_attribute_is_healthy if {
	ssl_enforcement.healthy with input as server({})
	ssl_enforcement.healthy with input as server({"sslEnforcement": null})
}

test_missing_properties_are_unhealthy if {
	shell := {"id": "/s/db", "type": "microsoft.dbforpostgresql/servers"}
	not ssl_enforcement.healthy with input as shell
	ssl_enforcement.reasons == {"the inventory holds no properties of the server"} with input as shell
}
