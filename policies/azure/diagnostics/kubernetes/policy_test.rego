package azure.diagnostics.kubernetes_test

import data.azure.diagnostics.kubernetes
import data.lib.diagnostics_sample_test as diagnostics
import data.lib.resources_sample_test as sample

cluster := sample.resource("microsoft.containerservice/managedclusters", {"provisioningState": "Succeeded"})

# The verdict on a cluster with these diagnostic settings, where logs must be kept for so many days.
cluster_with(settings, days) := verdict if {
	verdict := sample.verdict(kubernetes)
		with input as cluster
		with data.inventory as diagnostics.inventory(cluster, settings)
		with data.parameters as diagnostics.parameters("kubernetes", days)
}

test_healthy_when_a_log_is_kept if {
	every setting in [diagnostics.setting({}), diagnostics.archive(30), diagnostics.archive(0)] {
		cluster_with([setting], "30") == sample.healthy
	}
}

test_unhealthy_when_little_is_kept if {
	reason := "enabled logs are kept for 7 days, wanted at least 30"
	cluster_with([diagnostics.archive(7)], "30") == sample.unhealthy(reason)
}

test_unhealthy_when_no_log_is_enabled if {
	idle := cluster_with([diagnostics.setting({"enabled": false})], "1")
	idle == sample.unhealthy("no log is enabled in the diagnostic settings, wanted at least one")
}

test_missing_setting_is_unhealthy if {
	cluster_with([], "1") == sample.unhealthy("no diagnostic setting, wanted one with an enabled log")
}
