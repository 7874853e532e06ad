package azure.compute.scale_set_endpoint_protection_health_test

import data.azure.compute.scale_set_endpoint_protection_health
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

scale_set := sample.shell("microsoft.compute/virtualmachinescalesets")

title := "Endpoint protection health issues on virtual machine scale sets should be resolved"

test_healthy_when_defender_says_so if {
	imported.verdict(scale_set_endpoint_protection_health) == imported.healthy
		with input as scale_set
		with data.inventory as imported.by_key(scale_set, "e71020c2-860c-3235-cd39-04f3f8c936d2", {"code": "Healthy"})
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "ProtectionOff", "description": "One instance is unprotected"}
	imported.verdict(scale_set_endpoint_protection_health) == imported.unhealthy("Unhealthy (ProtectionOff: One instance is unprotected)")
		with input as scale_set
		with data.inventory as imported.by_title(scale_set, lower(title), status)
}

test_missing_status_is_unhealthy if {
	imported.verdict(scale_set_endpoint_protection_health) == imported.unhealthy("not set")
		with input as scale_set
		with data.inventory as imported.by_title(scale_set, title, {})
}

test_not_applicable_without_a_verdict if {
	every rows in [imported.by_title(scale_set, title, {"code": "NotApplicable"}), imported.nothing] {
		not scale_set_endpoint_protection_health.applicable with input as scale_set with data.inventory as rows
	}
}
