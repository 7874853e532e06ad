package azure.compute.secure_configuration_test

import data.azure.compute.secure_configuration
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

machine := sample.shell("microsoft.compute/virtualmachines")

title := "Machines should be configured securely"

test_healthy_when_defender_says_so if {
	imported.verdict(secure_configuration) == imported.healthy
		with input as machine
		with data.inventory as imported.by_key(machine, "c476dc48-8110-4139-91af-c8d940896b98", {"code": "Healthy"})
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "FailedRules", "description": "17 rules of the baseline failed"}
	imported.verdict(secure_configuration) == imported.unhealthy("Unhealthy (FailedRules: 17 rules of the baseline failed)")
		with input as machine
		with data.inventory as imported.by_title(machine, lower(title), status)
}

test_missing_status_is_unhealthy if {
	imported.verdict(secure_configuration) == imported.unhealthy("not set")
		with input as machine
		with data.inventory as imported.by_title(machine, title, {})
}

test_not_applicable_without_a_verdict if {
	every rows in [imported.by_title(machine, title, {"code": "NotApplicable"}), imported.nothing] {
		not secure_configuration.applicable with input as machine with data.inventory as rows
	}
}
