package azure.compute.endpoint_protection_test

import data.azure.compute.endpoint_protection
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

machine := sample.shell("microsoft.compute/virtualmachines")

title := "Endpoint protection should be installed on machines"

test_healthy_when_defender_says_so if {
	every key in ["4fb67663-9ab9-475d-b026-8c544cced439", "383cf3bc-fdf9-4a02-120a-3e7e36c6bfee"] {
		imported.verdict(endpoint_protection) == imported.healthy
			with input as machine
			with data.inventory as imported.by_key(machine, key, {"code": "Healthy"})
	}
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "NotInstalled", "description": "No supported product was found"}
	imported.verdict(endpoint_protection) == imported.unhealthy("Unhealthy (NotInstalled: No supported product was found)")
		with input as machine
		with data.inventory as imported.by_title(machine, lower(title), status)
}

test_missing_status_is_unhealthy if {
	imported.verdict(endpoint_protection) == imported.unhealthy("not set")
		with input as machine
		with data.inventory as imported.by_title(machine, title, {})
}

test_not_applicable_without_a_verdict if {
	every rows in [imported.by_title(machine, title, {"code": "NotApplicable"}), imported.nothing] {
		not endpoint_protection.applicable with input as machine with data.inventory as rows
	}
}
