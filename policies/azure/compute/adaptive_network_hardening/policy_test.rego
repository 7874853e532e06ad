package azure.compute.adaptive_network_hardening_test

import data.azure.compute.adaptive_network_hardening
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

vm := sample.shell("microsoft.compute/virtualmachines")

title := "Adaptive network hardening recommendations should be applied on internet facing virtual machines"

test_healthy_when_defender_says_so if {
	imported.verdict(adaptive_network_hardening) == imported.healthy
		with input as vm
		with data.inventory as imported.by_key(vm, "f9f0eed0-f143-47bf-b856-671ea2eeed62", {"code": "Healthy"})
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "RulesTooWide", "description": "Two rules can be narrowed"}
	imported.verdict(adaptive_network_hardening) == imported.unhealthy("Unhealthy (RulesTooWide: Two rules can be narrowed)")
		with input as vm
		with data.inventory as imported.by_title(vm, lower(title), status)
}

test_missing_status_is_unhealthy if {
	imported.verdict(adaptive_network_hardening) == imported.unhealthy("not set")
		with input as vm
		with data.inventory as imported.by_title(vm, title, {})
}

test_not_applicable_without_a_verdict if {
	every rows in [imported.by_title(vm, title, {"code": "NotApplicable"}), imported.nothing] {
		not adaptive_network_hardening.applicable with input as vm with data.inventory as rows
	}
}
