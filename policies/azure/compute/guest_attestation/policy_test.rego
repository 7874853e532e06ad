package azure.compute.guest_attestation_test

import data.azure.compute.guest_attestation
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

vm := sample.shell("microsoft.compute/virtualmachines")

title := "Virtual machines guest attestation status should be healthy"

test_healthy_when_defender_says_so if {
	imported.verdict(guest_attestation) == imported.healthy
		with input as vm
		with data.inventory as imported.by_key(vm, "b7604066-ed76-45f9-a5c1-c97e4812dc55", {"code": "Healthy"})
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "BootLogDiffers", "description": "A driver was replaced"}
	imported.verdict(guest_attestation) == imported.unhealthy("Unhealthy (BootLogDiffers: A driver was replaced)")
		with input as vm
		with data.inventory as imported.by_title(vm, lower(title), status)
}

test_missing_status_is_unhealthy if {
	imported.verdict(guest_attestation) == imported.unhealthy("not set")
		with input as vm
		with data.inventory as imported.by_title(vm, title, {})
}

test_not_applicable_without_a_verdict if {
	every rows in [imported.by_title(vm, title, {"code": "NotApplicable"}), imported.nothing] {
		not guest_attestation.applicable with input as vm with data.inventory as rows
	}
}
