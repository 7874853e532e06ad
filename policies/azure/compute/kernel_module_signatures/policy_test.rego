package azure.compute.kernel_module_signatures_test

import data.azure.compute.kernel_module_signatures
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

vm := sample.shell("microsoft.compute/virtualmachines")

title := "Linux virtual machines should enforce kernel module signature validation"

test_healthy_when_defender_says_so if {
	imported.verdict(kernel_module_signatures) == imported.healthy
		with input as vm
		with data.inventory as imported.by_key(vm, "e2f798b8-621a-4d46-99d7-1310e09eba26", {"code": "Healthy"})
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "NotEnforced", "description": "Unsigned modules are loaded"}
	imported.verdict(kernel_module_signatures) == imported.unhealthy("Unhealthy (NotEnforced: Unsigned modules are loaded)")
		with input as vm
		with data.inventory as imported.by_title(vm, lower(title), status)
}

test_missing_status_is_unhealthy if {
	imported.verdict(kernel_module_signatures) == imported.unhealthy("not set")
		with input as vm
		with data.inventory as imported.by_title(vm, title, {})
}

test_not_applicable_without_a_verdict if {
	every rows in [imported.by_title(vm, title, {"code": "NotApplicable"}), imported.nothing] {
		not kernel_module_signatures.applicable with input as vm with data.inventory as rows
	}
}
