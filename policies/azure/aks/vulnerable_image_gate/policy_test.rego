package azure.aks.vulnerable_image_gate_test

import data.azure.aks.vulnerable_image_gate
import data.lib.imported_sample_test as imported
import data.lib.resources_sample_test as sample

cluster := sample.shell("microsoft.containerservice/managedclusters")

title := "Kubernetes clusters should gate deployment of vulnerable images"

verdict(inventory) := found if {
	found := imported.verdict(vulnerable_image_gate) with input as cluster with data.inventory as inventory
}

test_healthy_when_defender_says_so if verdict(imported.by_title(cluster, title, {"code": "Healthy"})) == imported.healthy

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "Vulnerable", "description": "Two workloads are vulnerable"}
	verdict(imported.by_title(cluster, lower(title), status)) == imported.unhealthy("Unhealthy (Vulnerable: Two workloads are vulnerable)")
}

test_missing_status_is_unhealthy if verdict(imported.by_title(cluster, title, {})) == imported.unhealthy("not set")

test_not_applicable_without_a_verdict if not verdict(imported.by_title(cluster, title, {"code": "NotApplicable"})).applicable

test_not_applicable_without_an_assessment if not verdict(imported.nothing).applicable
