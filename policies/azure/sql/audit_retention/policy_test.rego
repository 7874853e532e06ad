package azure.sql.audit_retention_test

import data.azure.sql.audit_retention
import data.lib.resources_sample_test as sample
import data.lib.sql_sample_test as sql

server(inventory) := found if {
	found := {"healthy": audit_retention.healthy, "reasons": audit_retention.reasons}
		with input as sql.server
		with data.inventory as inventory
}

settings(properties) := sql.setting("auditingsettings/default", properties)

stored(days) := settings({
	"state": "Enabled",
	"storageEndpoint": "https://stfabrikamaudit.blob.core.windows.net/",
	"isAzureMonitorTargetEnabled": true,
	"retentionDays": days,
})

monitored(enabled, endpoint) := settings({
	"isAzureMonitorTargetEnabled": enabled,
	"storageEndpoint": endpoint,
	"retentionDays": 7,
})

test_healthy_with_a_long_retention if {
	server(stored(90)) == sample.healthy
	server(stored(365)) == sample.healthy
}

test_healthy_without_a_limit if server(stored(0)) == sample.healthy

test_healthy_when_logs_go_to_azure_monitor_alone if {
	server(monitored(true, "")) == sample.healthy
	server(monitored(true, null)) == sample.healthy
}

test_unhealthy_with_a_short_retention if {
	every days in [1, 89, -1] {
		server(stored(days)).healthy == false
	}
	reason := "auditingSettings/default: properties.retentionDays is 89, wanted 0 (no limit) or at least 90"
	server(stored(89)) == sample.unhealthy(reason)
}

test_unhealthy_when_azure_monitor_is_off if {
	server(monitored(false, "")).healthy == false
	server(monitored(null, "")).healthy == false
}

test_retention_that_is_no_number_is_unhealthy if {
	server(stored("90")).healthy == false
	server(stored(null)).healthy == false
}

test_missing_attributes_are_unhealthy if server(settings({})).healthy == false

test_missing_settings_are_unhealthy if {
	server({}) == sample.unhealthy(concat(", ", [
		"the inventory holds no auditingSettings/default",
		"wanted properties.retentionDays 0 (no limit) or at least 90",
	]))
}

test_not_applicable_to_synapse if {
	not audit_retention.applicable with input as sql.synapse_server
	audit_retention.applicable with input as sql.server
}
