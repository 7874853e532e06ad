package azure.diagnostics.stream_analytics_test

import data.azure.diagnostics.stream_analytics
import data.lib.diagnostics_sample_test as diagnostics
import data.lib.resources_sample_test as sample

job := sample.resource("microsoft.streamanalytics/streamingjobs", {"provisioningState": "Succeeded"})

# The verdict on a job with these diagnostic settings, where logs must be kept for so many days.
job_with(settings, days) := verdict if {
	verdict := sample.verdict(stream_analytics)
		with input as job
		with data.inventory as diagnostics.inventory(job, settings)
		with data.parameters as diagnostics.parameters("stream_analytics", days)
}

test_healthy_when_a_log_is_kept if {
	every setting in [diagnostics.setting({}), diagnostics.archive(30), diagnostics.archive(0)] {
		job_with([setting], "30") == sample.healthy
	}
}

test_unhealthy_when_little_is_kept if {
	job_with([diagnostics.archive(7)], "30") == sample.unhealthy("enabled logs are kept for 7 days, wanted at least 30")
}

test_unhealthy_when_no_log_is_enabled if {
	idle := job_with([diagnostics.setting({"enabled": false})], "1")
	idle == sample.unhealthy("no log is enabled in the diagnostic settings, wanted at least one")
}

test_missing_setting_is_unhealthy if {
	job_with([], "1") == sample.unhealthy("no diagnostic setting, wanted one with an enabled log")
}
