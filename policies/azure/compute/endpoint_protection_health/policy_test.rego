package azure.compute.endpoint_protection_health_test

import data.azure.compute.endpoint_protection_health
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

machine := sample.shell("microsoft.compute/virtualmachines")

title := "Endpoint protection health issues on machines should be resolved"

test_healthy_when_defender_says_so if {
	every key in ["37a3689a-818e-4a0e-82ac-b1392b9bb000", "3bcd234d-c9c7-c2a2-89e0-c01f419c1a8a"] {
		imported.verdict(endpoint_protection_health) == imported.healthy
			with input as machine
			with data.inventory as imported.by_key(machine, key, {"code": "Healthy"})
	}
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "Outdated", "description": "The signatures are 12 days old"}
	imported.verdict(endpoint_protection_health) == imported.unhealthy("Unhealthy (Outdated: The signatures are 12 days old)")
		with input as machine
		with data.inventory as imported.by_title(machine, lower(title), status)
}

test_missing_status_is_unhealthy if {
	imported.verdict(endpoint_protection_health) == imported.unhealthy("not set")
		with input as machine
		with data.inventory as imported.by_title(machine, title, {})
}

test_not_applicable_without_a_verdict if {
	every rows in [imported.by_title(machine, title, {"code": "NotApplicable"}), imported.nothing] {
		not endpoint_protection_health.applicable with input as machine with data.inventory as rows
	}
}
