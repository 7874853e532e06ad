package azure.compute.scale_set_system_updates_test

import data.azure.compute.scale_set_system_updates
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

scale_set := sample.shell("microsoft.compute/virtualmachinescalesets")

title := "System updates on virtual machine scale sets should be installed"

test_healthy_when_defender_says_so if {
	imported.verdict(scale_set_system_updates) == imported.healthy
		with input as scale_set
		with data.inventory as imported.by_key(scale_set, "bd20bd91-aaf1-7f14-b6e4-866de2f43146", {"code": "Healthy"})
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "MissingUpdates", "description": "2 instances lack updates"}
	imported.verdict(scale_set_system_updates) == imported.unhealthy("Unhealthy (MissingUpdates: 2 instances lack updates)")
		with input as scale_set
		with data.inventory as imported.by_title(scale_set, lower(title), status)
}

test_missing_status_is_unhealthy if {
	imported.verdict(scale_set_system_updates) == imported.unhealthy("not set")
		with input as scale_set
		with data.inventory as imported.by_title(scale_set, title, {})
}

test_not_applicable_without_a_verdict if {
	every rows in [imported.by_title(scale_set, title, {"code": "NotApplicable"}), imported.nothing] {
		not scale_set_system_updates.applicable with input as scale_set with data.inventory as rows
	}
}
