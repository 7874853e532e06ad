package azure.sql.defender_test

import data.azure.sql.defender
import data.lib.resources_sample_test as sample
import data.lib.sql_sample_test as sql

server(inventory) := found if {
	found := {"healthy": defender.healthy, "reasons": defender.reasons}
		with input as sql.server
		with data.inventory as inventory
}

detection(properties) := sql.setting("securityalertpolicies/default", properties)

test_healthy_when_enabled if {
	server(detection({"state": "Enabled"})) == sample.healthy
	server(detection({"state": "enabled"})) == sample.healthy
}

test_unhealthy_when_disabled if {
	server(detection({"state": "Disabled"})) == sample.unhealthy("securityAlertPolicies/default: properties.state is Disabled, wanted Enabled")
}

test_missing_state_is_unhealthy if server(detection({})).healthy == false

test_missing_policy_is_unhealthy if {
	server({}) == sample.unhealthy("the inventory holds no securityAlertPolicies/default, wanted properties.state Enabled")
}

test_not_applicable_to_synapse if {
	not defender.applicable with input as sql.synapse_server
	defender.applicable with input as sql.server
}
