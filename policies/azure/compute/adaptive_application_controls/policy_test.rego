package azure.compute.adaptive_application_controls_test

import data.azure.compute.adaptive_application_controls
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

vm := sample.shell("microsoft.compute/virtualmachines")

title := "Adaptive application controls for defining safe applications should be enabled on your machines"

test_healthy_when_defender_says_so if {
	imported.verdict(adaptive_application_controls) == imported.healthy
		with input as vm
		with data.inventory as imported.by_key(vm, "35f45c95-27cf-4e52-891f-8390d1de5828", {"code": "Healthy"})
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "NoPolicy", "description": "A policy is proposed and off"}
	imported.verdict(adaptive_application_controls) == imported.unhealthy("Unhealthy (NoPolicy: A policy is proposed and off)")
		with input as vm
		with data.inventory as imported.by_title(vm, lower(title), status)
}

test_missing_status_is_unhealthy if {
	imported.verdict(adaptive_application_controls) == imported.unhealthy("not set")
		with input as vm
		with data.inventory as imported.by_title(vm, title, {})
}

test_not_applicable_without_a_verdict if {
	every rows in [imported.by_title(vm, title, {"code": "NotApplicable"}), imported.nothing] {
		not adaptive_application_controls.applicable with input as vm with data.inventory as rows
	}
}
