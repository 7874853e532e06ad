package azure.diagnostics.data_lake_store_test

import data.azure.diagnostics.data_lake_store
import data.lib.diagnostics_sample_test as diagnostics
import data.lib.resources_sample_test as sample

store := sample.resource("microsoft.datalakestore/accounts", {"provisioningState": "Succeeded"})

# The verdict on a store with these diagnostic settings, where logs must be kept for so many days.
store_with(settings, days) := verdict if {
	verdict := sample.verdict(data_lake_store)
		with input as store
		with data.inventory as diagnostics.inventory(store, settings)
		with data.parameters as diagnostics.parameters("data_lake_store", days)
}

test_healthy_when_a_log_is_kept if {
	every setting in [diagnostics.setting({}), diagnostics.archive(30), diagnostics.archive(0)] {
		store_with([setting], "30") == sample.healthy
	}
}

test_unhealthy_when_little_is_kept if {
	reason := "enabled logs are kept for 7 days, wanted at least 30"
	store_with([diagnostics.archive(7)], "30") == sample.unhealthy(reason)
}

test_unhealthy_when_no_log_is_enabled if {
	idle := store_with([diagnostics.setting({"enabled": false})], "1")
	idle == sample.unhealthy("no log is enabled in the diagnostic settings, wanted at least one")
}

test_missing_setting_is_unhealthy if {
	store_with([], "1") == sample.unhealthy("no diagnostic setting, wanted one with an enabled log")
}
