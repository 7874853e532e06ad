package azure.devops.security_posture_findings_test

import data.azure.devops.security_posture_findings
import data.lib.imported_sample_test as imported

organisation := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.security/securityconnectors/a/devops/b/azuredevopsorgs/c",
	"type": "microsoft.security/securityconnectors/devops/azuredevopsorgs",
}

title := "Azure DevOps security posture findings should be resolved"

verdict(inventory) := found if {
	found := imported.verdict(security_posture_findings) with input as organisation with data.inventory as inventory
}

test_healthy_when_defender_says_so if verdict(imported.by_title(organisation, title, {"code": "Healthy"})) == imported.healthy

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "OpenFindings", "description": "8 findings are open"}
	verdict(imported.by_title(organisation, lower(title), status)) == imported.unhealthy("Unhealthy (OpenFindings: 8 findings are open)")
}

test_missing_status_is_unhealthy if verdict(imported.by_title(organisation, title, {})) == imported.unhealthy("not set")

test_not_applicable_without_a_verdict if not verdict(imported.by_title(organisation, title, {"code": "NotApplicable"})).applicable

test_not_applicable_without_an_assessment if not verdict(imported.nothing).applicable
