package github.repositories.secret_scanning_findings_test

import data.github.repositories.secret_scanning_findings
import data.lib.github_sample_test as sample
import data.lib.imported_sample_test as imported
import data.lib.verdicts_sample_test as verdicts

verdict(repository, inventory) := found if {
	found := verdicts.of(secret_scanning_findings) with input as repository with data.inventory as inventory
}

scanned := object.union(sample.repository, {"security_and_analysis": {"secret_scanning": {"status": "enabled"}}})

with_alerts(alerts) := verdict(scanned, sample.inventory({"github/secretscanningalerts": alerts}))

one_open := verdicts.unhealthy("open alerts of secret scanning: 1, wanted none")

test_healthy_when_every_alert_is_closed if with_alerts([{"state": "resolved", "resolution": "revoked"}]) == verdicts.healthy

test_unhealthy_with_an_open_alert if {
	alerts := [{"state": "open", "secret_type": "azure_sas"}, {"state": "resolved", "resolution": "revoked"}]
	with_alerts(alerts) == one_open
}

test_missing_state_is_unhealthy if with_alerts([{"secret_type": "azure_sas"}]) == one_open

test_not_applicable_where_no_alert_was_exported if not verdict(scanned, {"children": {}}).applicable

test_a_connected_repository_is_judged_by_its_assessment if {
	azure := sample.azure_repository
	verdict(azure, imported.by_key(azure, "4e07c7d0-e06c-47d7-a4a9-8c7b748d1b27", {"code": "Healthy"})) == verdicts.healthy
	title := "Code repositories should have secret scanning findings resolved"
	verdict(azure, imported.by_title(azure, title, {"code": "Unhealthy"})) == imported.unhealthy("Unhealthy")
	not verdict(azure, imported.nothing).applicable
}
