package azure.sql_managed_instance.threat_protection_types_test

import data.azure.sql_managed_instance.threat_protection_types
import data.lib.resources_sample_test as sample
import data.lib.sql_sample_test as sql

instance(inventory) := found if {
	found := {"healthy": threat_protection_types.healthy, "reasons": threat_protection_types.reasons}
		with input as sql.instance
		with data.inventory as inventory
}

detection(properties) := sql.setting("securityalertpolicies/default", properties)

test_healthy_when_no_alert_is_disabled if {
	instance(detection({"disabledAlerts": [""]})) == sample.healthy
	instance(detection({"disabledAlerts": []})) == sample.healthy
}

test_unhealthy_when_an_alert_is_disabled if {
	reason := `securityAlertPolicies/default: properties.disabledAlerts is ["Sql_Injection"], wanted an empty list`
	instance(detection({"state": "Enabled", "disabledAlerts": ["Sql_Injection"]})) == sample.unhealthy(reason)
}

test_missing_list_is_unhealthy if instance(detection({"state": "Enabled"})).healthy == false

test_missing_policy_is_unhealthy if {
	reason := "the inventory holds no securityAlertPolicies/default, wanted properties.disabledAlerts an empty list"
	instance({}) == sample.unhealthy(reason)
}
