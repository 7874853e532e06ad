package azure.sql.auditing_test

import data.azure.sql.auditing
import data.lib.resources_sample_test as sample
import data.lib.sql_sample_test as sql

verdict(inventory) := found if {
	found := {"healthy": auditing.healthy, "reasons": auditing.reasons}
		with input as sql.server
		with data.inventory as inventory
}

audited(properties) := verdict(sql.setting("auditingsettings/default", properties))

test_healthy_when_enabled if {
	audited({"state": "Enabled"}) == sample.healthy
	audited({"state": "enabled"}) == sample.healthy
}

test_unhealthy_when_disabled if {
	audited({"state": "Disabled"}) == sample.unhealthy("auditingSettings/default: properties.state is Disabled, wanted Enabled")
}

test_missing_state_is_unhealthy if audited({}).healthy == false

test_missing_settings_are_unhealthy if {
	verdict({}) == sample.unhealthy("the inventory holds no auditingSettings/default, wanted properties.state Enabled")
}

test_not_applicable_to_synapse if {
	not auditing.applicable with input as sql.synapse_server
	auditing.applicable with input as sql.server
}
