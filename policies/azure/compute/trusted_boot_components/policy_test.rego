package azure.compute.trusted_boot_components_test

import data.azure.compute.trusted_boot_components
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

vm := sample.shell("microsoft.compute/virtualmachines")

title := "Linux virtual machines should use only signed and trusted boot components"

test_healthy_when_defender_says_so if {
	imported.verdict(trusted_boot_components) == imported.healthy
		with input as vm
		with data.inventory as imported.by_key(vm, "ad50b498-f90c-451f-886f-d0a169cc5002", {"code": "Healthy"})
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "Untrusted", "description": "One driver is not signed"}
	imported.verdict(trusted_boot_components) == imported.unhealthy("Unhealthy (Untrusted: One driver is not signed)")
		with input as vm
		with data.inventory as imported.by_title(vm, lower(title), status)
}

test_missing_status_is_unhealthy if {
	imported.verdict(trusted_boot_components) == imported.unhealthy("not set")
		with input as vm
		with data.inventory as imported.by_title(vm, title, {})
}

test_not_applicable_without_a_verdict if {
	every rows in [imported.by_title(vm, title, {"code": "NotApplicable"}), imported.nothing] {
		not trusted_boot_components.applicable with input as vm with data.inventory as rows
	}
}
