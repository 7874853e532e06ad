package lib.sql_test

import data.lib.sql

server := {"id": "/s/a", "type": "microsoft.sql/servers"}

inventory(id, properties) := {"by_id": {id: {"id": id, "properties": properties}}}

alerts(disabled) := inventory("/s/a/securityalertpolicies/default", {"disabledAlerts": disabled})

scans(enabled) := inventory("/s/a/vulnerabilityassessments/default", {"recurringScans": {"isEnabled": enabled}})

group := "/subscriptions/0001/resourcegroups/shop"

pool := {"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.sql/servers/pool"}

managed_by(name) := {"by_id": {group: {"id": group, "managedBy": name}}}

workspace := "/subscriptions/0001/resourceGroups/lake/providers/Microsoft.Synapse/workspaces/lake"

test_logical_server if {
	sql.is_logical_server({"kind": "v12.0"})
	sql.is_logical_server({"kind": null})
	sql.is_logical_server({})
	not sql.is_logical_server({"kind": "v12.0,Analytics"})
}

test_value_of_a_setting if {
	sql.value(server, "auditingSettings/default", "properties.state") == "Enabled"
		with data.inventory as inventory("/s/a/auditingsettings/default", {"state": "Enabled"})
}

test_no_value_without_the_setting if {
	other := inventory("/s/a/auditingsettings/other", {"state": "Enabled"})
	not sql.value(server, "auditingSettings/default", "properties.state") with data.inventory as other
	not sql.value(server, "auditingSettings/default", "properties.state") with data.inventory as {}
}

test_mismatch if {
	off := inventory("/s/a/a/default", {"state": "Off"})
	sql.mismatch(server, "A/default", "properties.state", "On") == "A/default: properties.state is Off, wanted On"
		with data.inventory as off
}

test_mismatch_of_a_missing_setting if {
	sql.mismatch(server, "a/default", "properties.b", "c") == "the inventory holds no a/default, wanted properties.b c"
		with data.inventory as {}
}

test_every_alert_is_enabled if {
	sql.every_alert_enabled(server) with data.inventory as alerts([])
	sql.every_alert_enabled(server) with data.inventory as alerts([""])
}

test_a_disabled_alert_is_found if {
	not sql.every_alert_enabled(server) with data.inventory as alerts(["Sql_Injection"])
	not sql.every_alert_enabled(server) with data.inventory as alerts(["", "Access_Anomaly"])
}

test_unknown_alerts_are_not_enabled if {
	not sql.every_alert_enabled(server) with data.inventory as alerts(null)
	not sql.every_alert_enabled(server) with data.inventory as alerts("")
	not sql.every_alert_enabled(server) with data.inventory as alerts({})
	not sql.every_alert_enabled(server) with data.inventory as {}
}

test_reason_of_a_disabled_alert if {
	found := sql.not_every_alert(server) with data.inventory as alerts(["Sql_Injection"])
	found == "securityAlertPolicies/default: properties.disabledAlerts is [\"Sql_Injection\"], wanted an empty list"
	none := sql.not_every_alert(server) with data.inventory as {}
	none == "the inventory holds no securityAlertPolicies/default, wanted properties.disabledAlerts an empty list"
}

test_scans_recur if {
	sql.scans_recur(server) with data.inventory as scans(true)
	not sql.scans_recur(server) with data.inventory as scans(false)
	not sql.scans_recur(server) with data.inventory as scans("true")
	not sql.scans_recur(server) with data.inventory as {}
}

test_managed_by_synapse if {
	sql.managed_by_synapse(pool) with data.inventory as managed_by(workspace)
	sql.managed_by_synapse(pool) with data.inventory as managed_by(lower(workspace))
}

test_managed_by_none_or_another_service if {
	databricks := "/subscriptions/0001/resourceGroups/lake/providers/Microsoft.Databricks/workspaces/lake"
	not sql.managed_by_synapse(pool) with data.inventory as managed_by(databricks)
	not sql.managed_by_synapse(pool) with data.inventory as managed_by(null)
	not sql.managed_by_synapse(pool) with data.inventory as {}
}

test_the_manager_of_another_group_does_not_count if {
	other := {"by_id": {"/subscriptions/0001/resourcegroups/pools": {"managedBy": workspace}}}
	not sql.managed_by_synapse(pool) with data.inventory as other
}
