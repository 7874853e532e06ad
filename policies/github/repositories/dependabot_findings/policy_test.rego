package github.repositories.dependabot_findings_test

import data.github.repositories.dependabot_findings
import data.lib.github_sample_test as sample
import data.lib.imported_sample_test as imported
import data.lib.verdicts_sample_test as verdicts

verdict(repository, inventory) := found if {
	found := verdicts.of(dependabot_findings) with input as repository with data.inventory as inventory
}

with_alerts(alerts) := verdict(sample.repository, sample.inventory({
	"github/dependabotalerts": alerts,
	"github/vulnerabilityalerts": [{"enabled": true}],
}))

one_open := verdicts.unhealthy("open alerts of Dependabot: 1, wanted none")

test_healthy_when_every_alert_is_closed if with_alerts([{"state": "fixed"}]) == verdicts.healthy

test_unhealthy_with_an_open_alert if with_alerts([{"state": "open", "dependency": {"scope": "runtime"}}, {"state": "fixed"}]) == one_open

test_missing_state_is_unhealthy if with_alerts([{"dependency": {"scope": "runtime"}}]) == one_open

test_not_applicable_where_no_alert_was_exported if not verdict(sample.repository, {"children": {}}).applicable

test_a_connected_repository_is_judged_by_its_assessment if {
	repository := sample.azure_repository
	verdict(repository, imported.by_key(repository, "822425e3-827f-4f35-bc33-33749257f851", {"code": "Healthy"})) == verdicts.healthy
	title := "Code repositories should have Dependabot scanning findings resolved"
	verdict(repository, imported.by_title(repository, title, {"code": "Unhealthy"})) == imported.unhealthy("Unhealthy")
	not verdict(repository, imported.nothing).applicable
}
