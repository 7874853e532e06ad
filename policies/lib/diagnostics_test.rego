package lib.diagnostics_test

import data.lib.diagnostics

hub := {"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.devices/iothubs/a", "type": "microsoft.devices/iothubs"}

setting(logs, storage) := {
	"id": sprintf("%s/providers/microsoft.insights/diagnosticsettings/audit", [hub.id]),
	"type": "microsoft.insights/diagnosticsettings",
	"properties": {"storageAccountId": storage, "workspaceId": null, "logs": logs, "metrics": []},
}

inventory(settings) := {"children": {hub.id: {"microsoft.insights/diagnosticsettings": settings}}}

log(enabled, retention) := {"category": "Connections", "enabled": enabled, "retentionPolicy": retention}

# A setting with one log whose records are kept for some days.
archive(days, storage) := inventory([setting([log(true, {"enabled": true, "days": days})], storage)])

account := "/subscriptions/0001/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/logs"

# Which of the three groups of services find the logs sufficient.
verdicts(days) := {group |
	some group, sufficient in {
		"general": [true | diagnostics.sent(hub, days)],
		"logic app": [true | diagnostics.sent_by_logic_app(hub, days)],
		"iot hub": [true | diagnostics.sent_by_iot_hub(hub, days)],
	}
	count(sufficient) > 0
}

everyone := {"general", "logic app", "iot hub"}

test_logs_without_a_limit_satisfy_everyone if {
	every retention in [{"enabled": false, "days": 0}, {"enabled": false, "days": 7}, {"days": 7}, null] {
		unlimited := inventory([setting([log(true, retention)], account)])
		verdicts("30") == everyone with data.inventory as unlimited
	}
}

test_logs_that_are_kept_long_enough_satisfy_everyone if {
	every days in [30, 31, 100, 365] {
		kept := archive(days, account)
		verdicts("30") == everyone with data.inventory as kept
	}
}

test_days_compare_as_numbers if {
	kept := archive(1000, account)
	verdicts("365") == everyone with data.inventory as kept
	briefly := archive(9, account)
	verdicts("30") == set() with data.inventory as briefly
}

test_logs_that_are_kept_too_briefly_satisfy_nobody if {
	every days in [29, 1, -1, null, "31", true, []] {
		briefly := archive(days, account)
		verdicts("30") == set() with data.inventory as briefly
	}
}

test_zero_days_are_forever_except_to_logic_apps if {
	forever := archive(0, account)
	verdicts("30") == {"general", "iot hub"} with data.inventory as forever
}

test_limits_matter_in_storage_alone_except_to_iot_hubs if {
	every storage in [null, ""] {
		streamed := archive(7, storage)
		verdicts("30") == {"general", "logic app"} with data.inventory as streamed
	}
}

test_an_unknown_limit_is_a_limit if {
	every days in [0, 365] {
		odd := inventory([setting([log(true, {"enabled": "false", "days": days})], account)])
		verdicts("1") == set() with data.inventory as odd
	}
}

test_disabled_logs_satisfy_nobody if {
	every enabled in [false, null, "true"] {
		idle := inventory([setting([log(enabled, {"enabled": false, "days": 0})], null)])
		verdicts("1") == set() with data.inventory as idle
	}
}

test_one_log_of_one_setting_is_enough if {
	mixed := [log(false, null), log(true, null)]
	several := inventory([setting(null, null), setting([], null), setting(mixed, account)])
	verdicts("1") == everyone with data.inventory as several
}

test_malformed_logs_satisfy_nobody if {
	every odd in ["x", 1, true, log(true, null), [null], ["x"], [5]] {
		broken := inventory([setting(odd, null)])
		verdicts("1") == set() with data.inventory as broken
	}
}

test_no_settings_satisfy_nobody if {
	verdicts("1") == set() with data.inventory as {"children": {}}
	elsewhere := {"children": {"/other": {"microsoft.insights/diagnosticsettings": [setting([log(true, null)], null)]}}}
	verdicts("1") == set() with data.inventory as elsewhere
}

test_reason_without_a_setting if {
	reason := diagnostics.not_sent(hub, "1") with data.inventory as {"children": {}}
	reason == "no diagnostic setting, wanted one with an enabled log"
}

test_reason_without_an_enabled_log if {
	idle := inventory([setting([log(false, null)], null)])
	reason := diagnostics.not_sent(hub, "1") with data.inventory as idle
	reason == "no log is enabled in the diagnostic settings, wanted at least one"
}

test_reason_for_logs_that_are_kept_too_briefly if {
	limits := [log(true, {"enabled": true, "days": 7}), log(true, {"enabled": true}), log(false, {"enabled": true, "days": 9})]
	briefly := inventory([setting(limits, account)])
	reason := diagnostics.not_sent(hub, "30") with data.inventory as briefly
	reason == "enabled logs are kept for 7, not set days, wanted at least 30"
}
