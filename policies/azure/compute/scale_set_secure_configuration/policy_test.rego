package azure.compute.scale_set_secure_configuration_test

import data.azure.compute.scale_set_secure_configuration
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

scale_set := sample.shell("microsoft.compute/virtualmachinescalesets")

title := "Virtual machine scale sets should be configured securely"

test_healthy_when_defender_says_so if {
	imported.verdict(scale_set_secure_configuration) == imported.healthy
		with input as scale_set
		with data.inventory as imported.by_key(scale_set, "8941d121-f740-35f6-952c-6561d2b38d36", {"code": "Healthy"})
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "FailedRules", "description": "9 rules of the baseline failed"}
	imported.verdict(scale_set_secure_configuration) == imported.unhealthy("Unhealthy (FailedRules: 9 rules of the baseline failed)")
		with input as scale_set
		with data.inventory as imported.by_title(scale_set, lower(title), status)
}

test_missing_status_is_unhealthy if {
	imported.verdict(scale_set_secure_configuration) == imported.unhealthy("not set")
		with input as scale_set
		with data.inventory as imported.by_title(scale_set, title, {})
}

test_not_applicable_without_a_verdict if {
	every rows in [imported.by_title(scale_set, title, {"code": "NotApplicable"}), imported.nothing] {
		not scale_set_secure_configuration.applicable with input as scale_set with data.inventory as rows
	}
}
