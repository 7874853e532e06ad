package azure.compute.application_allowlist_updated_test

import data.azure.compute.application_allowlist_updated
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

vm := sample.shell("microsoft.compute/virtualmachines")

title := "Allowlist rules in your adaptive application control policy should be updated"

test_healthy_when_defender_says_so if {
	imported.verdict(application_allowlist_updated) == imported.healthy
		with input as vm
		with data.inventory as imported.by_key(vm, "1234abcd-1b53-4fd4-9835-2c2fa3935313", {"code": "Healthy"})
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "Outdated", "description": "Three applications are new"}
	imported.verdict(application_allowlist_updated) == imported.unhealthy("Unhealthy (Outdated: Three applications are new)")
		with input as vm
		with data.inventory as imported.by_title(vm, lower(title), status)
}

test_missing_status_is_unhealthy if {
	imported.verdict(application_allowlist_updated) == imported.unhealthy("not set")
		with input as vm
		with data.inventory as imported.by_title(vm, title, {})
}

test_not_applicable_without_a_verdict if {
	every rows in [imported.by_title(vm, title, {"code": "NotApplicable"}), imported.nothing] {
		not application_allowlist_updated.applicable with input as vm with data.inventory as rows
	}
}
