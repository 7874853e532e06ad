package github.repositories.code_scanning_findings_test

import data.github.repositories.code_scanning_findings
import data.lib.github_sample_test as sample
import data.lib.imported_sample_test as imported
import data.lib.verdicts_sample_test as verdicts

verdict(repository, inventory) := found if {
	found := verdicts.of(code_scanning_findings) with input as repository with data.inventory as inventory
}

with_alerts(alerts) := verdict(sample.repository, sample.inventory({
	"github/codescanningalerts": alerts,
	"github/codescanningdefaultsetup": [{"state": "configured"}],
}))

one_open := verdicts.unhealthy("open alerts of code scanning: 1, wanted none")

test_healthy_when_every_alert_is_closed if with_alerts([{"state": "fixed", "tool": {"name": "CodeQL"}}]) == verdicts.healthy

test_unhealthy_with_an_open_alert if {
	alerts := [{"state": "open", "tool": {"name": "CodeQL"}}, {"state": "fixed", "tool": {"name": "CodeQL"}}]
	with_alerts(alerts) == one_open
}

test_missing_state_is_unhealthy if with_alerts([{"tool": {"name": "CodeQL"}}]) == one_open

test_not_applicable_where_no_alert_was_exported if not verdict(sample.repository, {"children": {}}).applicable

test_a_connected_repository_is_judged_by_its_assessment if {
	repository := sample.azure_repository
	verdict(repository, imported.by_key(repository, "c68a8c2a-6ed4-454b-9e37-4b7654f2165f", {"code": "Healthy"})) == verdicts.healthy
	title := "Code repositories should have code scanning findings resolved"
	verdict(repository, imported.by_title(repository, title, {"code": "Unhealthy"})) == imported.unhealthy("Unhealthy")
	not verdict(repository, imported.nothing).applicable
}
