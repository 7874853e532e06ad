package azure.compute.restart_for_security_configuration_test

import data.azure.compute.restart_for_security_configuration
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

vm := sample.shell("microsoft.compute/virtualmachines")

title := "Machines should be restarted to apply security configuration updates"

test_healthy_when_defender_says_so if {
	imported.verdict(restart_for_security_configuration) == imported.healthy
		with input as vm
		with data.inventory as imported.by_key(vm, "d79a60ef-d490-484e-91ed-f45ceb0e7cfb", {"code": "Healthy"})
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "RestartPending", "description": "Secure Boot waits for a restart"}
	imported.verdict(restart_for_security_configuration) == imported.unhealthy("Unhealthy (RestartPending: Secure Boot waits for a restart)")
		with input as vm
		with data.inventory as imported.by_title(vm, lower(title), status)
}

test_missing_status_is_unhealthy if {
	imported.verdict(restart_for_security_configuration) == imported.unhealthy("not set")
		with input as vm
		with data.inventory as imported.by_title(vm, title, {})
}

test_not_applicable_without_a_verdict if {
	every rows in [imported.by_title(vm, title, {"code": "NotApplicable"}), imported.nothing] {
		not restart_for_security_configuration.applicable with input as vm with data.inventory as rows
	}
}
