package azure.diagnostics.event_hub_test

import data.azure.diagnostics.event_hub
import data.lib.diagnostics_sample_test as diagnostics
import data.lib.resources_sample_test as sample

namespace := sample.resource("microsoft.eventhub/namespaces", {"provisioningState": "Succeeded"})

# The verdict on a namespace with these diagnostic settings, where logs must be kept for so many days.
namespace_with(settings, days) := verdict if {
	verdict := sample.verdict(event_hub)
		with input as namespace
		with data.inventory as diagnostics.inventory(namespace, settings)
		with data.parameters as diagnostics.parameters("event_hub", days)
}

test_healthy_when_a_log_is_kept if {
	every setting in [diagnostics.setting({}), diagnostics.archive(30), diagnostics.archive(0)] {
		namespace_with([setting], "30") == sample.healthy
	}
}

test_unhealthy_when_little_is_kept if {
	reason := "enabled logs are kept for 7 days, wanted at least 30"
	namespace_with([diagnostics.archive(7)], "30") == sample.unhealthy(reason)
}

test_unhealthy_when_no_log_is_enabled if {
	idle := namespace_with([diagnostics.setting({"enabled": false})], "1")
	idle == sample.unhealthy("no log is enabled in the diagnostic settings, wanted at least one")
}

test_missing_setting_is_unhealthy if {
	namespace_with([], "1") == sample.unhealthy("no diagnostic setting, wanted one with an enabled log")
}
