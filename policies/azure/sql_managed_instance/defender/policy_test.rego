package azure.sql_managed_instance.defender_test

import data.azure.sql_managed_instance.defender
import data.lib.resources_sample_test as sample
import data.lib.sql_sample_test as sql

instance(inventory) := found if {
	found := {"healthy": defender.healthy, "reasons": defender.reasons}
		with input as sql.instance
		with data.inventory as inventory
}

detection(properties) := sql.setting("securityalertpolicies/default", properties)

test_healthy_when_enabled if {
	instance(detection({"state": "Enabled"})) == sample.healthy
	instance(detection({"state": "enabled"})) == sample.healthy
}

test_unhealthy_when_disabled if {
	instance(detection({"state": "Disabled"})) == sample.unhealthy("securityAlertPolicies/default: properties.state is Disabled, wanted Enabled")
}

test_missing_state_is_unhealthy if instance(detection({})).healthy == false

test_missing_policy_is_unhealthy if {
	instance({}) == sample.unhealthy("the inventory holds no securityAlertPolicies/default, wanted properties.state Enabled")
}
