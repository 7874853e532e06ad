package azure.compute.container_host_configuration_test

import data.azure.compute.container_host_configuration
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

host := sample.shell("microsoft.compute/virtualmachines")

title := "Container hosts should be configured securely"

test_healthy_when_defender_says_so if {
	imported.verdict(container_host_configuration) == imported.healthy
		with input as host
		with data.inventory as imported.by_key(host, "0677209d-e675-2c6f-e91a-54cef2878663", {"code": "Healthy"})
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "FailedRules", "description": "6 rules of the benchmark failed"}
	imported.verdict(container_host_configuration) == imported.unhealthy("Unhealthy (FailedRules: 6 rules of the benchmark failed)")
		with input as host
		with data.inventory as imported.by_title(host, lower(title), status)
}

test_missing_status_is_unhealthy if {
	imported.verdict(container_host_configuration) == imported.unhealthy("not set")
		with input as host
		with data.inventory as imported.by_title(host, title, {})
}

test_not_applicable_without_a_verdict if {
	every rows in [imported.by_title(host, title, {"code": "NotApplicable"}), imported.nothing] {
		not container_host_configuration.applicable with input as host with data.inventory as rows
	}
}
