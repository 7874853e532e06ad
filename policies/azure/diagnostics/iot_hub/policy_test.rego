package azure.diagnostics.iot_hub_test

import data.azure.diagnostics.iot_hub
import data.lib.diagnostics_sample_test as diagnostics
import data.lib.resources_sample_test as sample

hub := sample.resource("microsoft.devices/iothubs", {"provisioningState": "Succeeded"})

# The verdict on a hub with these diagnostic settings, where logs must be kept for so many days.
hub_with(settings, days) := verdict if {
	verdict := sample.verdict(iot_hub)
		with input as hub
		with data.inventory as diagnostics.inventory(hub, settings)
		with data.parameters as diagnostics.parameters("iot_hub", days)
}

test_healthy_when_a_log_is_kept if {
	every setting in [diagnostics.setting({}), diagnostics.archive(30), diagnostics.archive(0)] {
		hub_with([setting], "30") == sample.healthy
	}
}

test_unhealthy_when_little_is_kept_outside_of_storage if {
	streamed := object.union(diagnostics.archive(7), {"properties": {"storageAccountId": null}})
	hub_with([streamed], "30") == sample.unhealthy("enabled logs are kept for 7 days, wanted at least 30")
}

test_unhealthy_when_little_is_kept if {
	hub_with([diagnostics.archive(7)], "30") == sample.unhealthy("enabled logs are kept for 7 days, wanted at least 30")
}

test_unhealthy_when_no_log_is_enabled if {
	idle := hub_with([diagnostics.setting({"enabled": false})], "1")
	idle == sample.unhealthy("no log is enabled in the diagnostic settings, wanted at least one")
}

test_missing_setting_is_unhealthy if {
	hub_with([], "1") == sample.unhealthy("no diagnostic setting, wanted one with an enabled log")
}
