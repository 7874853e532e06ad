package azure.mysql.ssl_enforcement_test

import data.azure.mysql.ssl_enforcement
import data.lib.resources_sample_test as sample

verdict(resource) := found if {
	found := {"healthy": ssl_enforcement.healthy, "reasons": ssl_enforcement.reasons} with input as resource
}

server(properties) := sample.resource("microsoft.dbformysql/servers", properties)

test_healthy if {
	verdict(server({"sslEnforcement": "Enabled"})) == sample.healthy
	verdict(server({"sslEnforcement": "enabled"})) == sample.healthy
}

test_unhealthy if verdict(server({"sslEnforcement": "Disabled"})) == sample.unhealthy("properties.sslEnforcement is Disabled, wanted Enabled")

test_missing_properties_are_unhealthy if {
	verdict(sample.shell("microsoft.dbformysql/servers")) == sample.unhealthy("the inventory holds no properties of the server")
}

test_missing_attribute_is_healthy if {
	verdict(server({})) == sample.healthy
	verdict(server({"sslEnforcement": null})) == sample.healthy
}

test_another_value_is_unhealthy if verdict(server({"sslEnforcement": true})).healthy == false

test_an_empty_value_is_unhealthy if verdict(server({"sslEnforcement": ""})).healthy == false
