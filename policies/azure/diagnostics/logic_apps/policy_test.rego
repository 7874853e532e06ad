package azure.diagnostics.logic_apps_test

import data.azure.diagnostics.logic_apps
import data.lib.diagnostics_sample_test as diagnostics
import data.lib.resources_sample_test as sample

workflow := sample.resource("microsoft.logic/workflows", {"provisioningState": "Succeeded"})

# The verdict on a workflow with these diagnostic settings, where logs must be kept for so many days.
workflow_with(settings, days) := verdict if {
	verdict := sample.verdict(logic_apps)
		with input as workflow
		with data.inventory as diagnostics.inventory(workflow, settings)
		with data.parameters as diagnostics.parameters("logic_apps", days)
}

test_healthy_when_a_log_is_kept if {
	every setting in [diagnostics.setting({}), diagnostics.archive(30)] {
		workflow_with([setting], "30") == sample.healthy
	}
}

test_unhealthy_when_zero_days_are_kept if {
	reason := "enabled logs are kept for 0 days, wanted at least 1"
	workflow_with([diagnostics.archive(0)], "1") == sample.unhealthy(reason)
}

test_unhealthy_when_little_is_kept if {
	reason := "enabled logs are kept for 7 days, wanted at least 30"
	workflow_with([diagnostics.archive(7)], "30") == sample.unhealthy(reason)
}

test_unhealthy_when_no_log_is_enabled if {
	idle := workflow_with([diagnostics.setting({"enabled": false})], "1")
	idle == sample.unhealthy("no log is enabled in the diagnostic settings, wanted at least one")
}

test_missing_setting_is_unhealthy if {
	workflow_with([], "1") == sample.unhealthy("no diagnostic setting, wanted one with an enabled log")
}
