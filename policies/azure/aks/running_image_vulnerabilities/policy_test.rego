package azure.aks.running_image_vulnerabilities_test

import data.azure.aks.running_image_vulnerabilities
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

cluster := sample.shell("microsoft.containerservice/managedclusters")

title := "Running container images should have vulnerability findings resolved"

verdict(inventory) := found if {
	found := imported.verdict(running_image_vulnerabilities) with input as cluster with data.inventory as inventory
}

test_healthy_when_defender_says_so if {
	every key in ["41503391-efa5-47ee-9282-4eff6131462c", "c609cf0f-71ab-41e9-a3c6-9a1f7fe1b8d5"] {
		verdict(imported.by_key(cluster, key, {"code": "Healthy"})) == imported.healthy
	}
}

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "Vulnerable", "description": "One image has open findings"}
	verdict(imported.by_title(cluster, lower(title), status)) == imported.unhealthy("Unhealthy (Vulnerable: One image has open findings)")
}

test_missing_status_is_unhealthy if verdict(imported.by_title(cluster, title, {})) == imported.unhealthy("not set")

test_not_applicable_without_a_verdict if not verdict(imported.by_title(cluster, title, {"code": "NotApplicable"})).applicable

test_not_applicable_without_an_assessment if not verdict(imported.nothing).applicable
