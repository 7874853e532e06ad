package azure.sql.threat_protection_types_test

import data.azure.sql.threat_protection_types
import data.lib.resources_sample_test as sample
import data.lib.sql_sample_test as sql

server(inventory) := found if {
	found := {"healthy": threat_protection_types.healthy, "reasons": threat_protection_types.reasons}
		with input as sql.server
		with data.inventory as inventory
}

detection(properties) := sql.setting("securityalertpolicies/default", properties)

test_healthy_when_no_alert_is_disabled if {
	server(detection({"disabledAlerts": [""]})) == sample.healthy
	server(detection({"disabledAlerts": []})) == sample.healthy
}

test_unhealthy_when_an_alert_is_disabled if {
	reason := `securityAlertPolicies/default: properties.disabledAlerts is ["Sql_Injection"], wanted an empty list`
	server(detection({"state": "Enabled", "disabledAlerts": ["Sql_Injection"]})) == sample.unhealthy(reason)
}

test_missing_list_is_unhealthy if server(detection({"state": "Enabled"})).healthy == false

test_missing_policy_is_unhealthy if {
	reason := "the inventory holds no securityAlertPolicies/default, wanted properties.disabledAlerts an empty list"
	server({}) == sample.unhealthy(reason)
}
