package azure.compute.scale_set_endpoint_protection_test

import data.azure.compute.scale_set_endpoint_protection
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

scale_set := sample.shell("microsoft.compute/virtualmachinescalesets")

title := "Endpoint protection should be installed on virtual machine scale sets"

test_healthy_when_defender_says_so if {
	imported.verdict(scale_set_endpoint_protection) == imported.healthy
		with input as scale_set
		with data.inventory as imported.by_key(scale_set, "21300918-b2e3-0346-785f-c77ff57d243b", {"code": "Healthy"})
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "NotInstalled", "description": "No supported product was found"}
	imported.verdict(scale_set_endpoint_protection) == imported.unhealthy("Unhealthy (NotInstalled: No supported product was found)")
		with input as scale_set
		with data.inventory as imported.by_title(scale_set, lower(title), status)
}

test_missing_status_is_unhealthy if {
	imported.verdict(scale_set_endpoint_protection) == imported.unhealthy("not set")
		with input as scale_set
		with data.inventory as imported.by_title(scale_set, title, {})
}

test_not_applicable_without_a_verdict if {
	every rows in [imported.by_title(scale_set, title, {"code": "NotApplicable"}), imported.nothing] {
		not scale_set_endpoint_protection.applicable with input as scale_set with data.inventory as rows
	}
}
