package azure.compute.endpoint_protection_virtual_machine_test

import data.azure.compute.endpoint_protection_virtual_machine
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

vm := sample.shell("microsoft.compute/virtualmachines")

title := "Install endpoint protection solution on virtual machines"

test_healthy_when_defender_says_so if {
	imported.verdict(endpoint_protection_virtual_machine) == imported.healthy
		with input as vm
		with data.inventory as imported.by_key(vm, "83f577bd-a1b6-b7e1-0891-12ca19d1e6df", {"code": "Healthy"})
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "NotInstalled", "description": "No supported product was found"}
	imported.verdict(endpoint_protection_virtual_machine) == imported.unhealthy("Unhealthy (NotInstalled: No supported product was found)")
		with input as vm
		with data.inventory as imported.by_title(vm, lower(title), status)
}

test_missing_status_is_unhealthy if {
	imported.verdict(endpoint_protection_virtual_machine) == imported.unhealthy("not set")
		with input as vm
		with data.inventory as imported.by_title(vm, title, {})
}

test_not_applicable_without_a_verdict if {
	every rows in [imported.by_title(vm, title, {"code": "NotApplicable"}), imported.nothing] {
		not endpoint_protection_virtual_machine.applicable with input as vm with data.inventory as rows
	}
}
