package github.repositories.infrastructure_as_code_findings_test

import data.github.repositories.infrastructure_as_code_findings
import data.lib.github_sample_test as sample
import data.lib.imported_sample_test as imported
import data.lib.verdicts_sample_test as verdicts

# The parameter holds these names of scanners.
verdict_by(names, repository, inventory) := found if {
	parameters := {"github": {"repositories": {"infrastructure_as_code_findings": {"scanners": names}}}}
	found := verdicts.of(infrastructure_as_code_findings)
		with input as repository
		with data.inventory as inventory
		with data.parameters as parameters
}

verdict(repository, inventory) := verdict_by(["checkov"], repository, inventory)

scanned(alerts) := sample.inventory({
	"github/codescanningalerts": alerts,
	"github/codescanninganalyses": [{"created_at": time.format(time.now_ns()), "error": "", "tool": {"name": "Checkov"}}],
})

one_open := verdicts.unhealthy("open alerts of infrastructure as code scanning: 1, wanted none")

test_healthy_when_every_alert_is_closed if {
	verdict(sample.repository, scanned([{"state": "fixed", "tool": {"name": "Checkov"}}])) == verdicts.healthy
}

test_unhealthy_with_an_open_alert if {
	alerts := [{"state": "open", "tool": {"name": "Checkov"}}, {"state": "fixed", "tool": {"name": "Checkov"}}]
	verdict(sample.repository, scanned(alerts)) == one_open
}

test_the_parameter_names_the_scanners if {
	rows := scanned([{"state": "open", "tool": {"name": "KICS"}}])
	verdict_by(["checkov"], sample.repository, rows) == verdicts.healthy
	verdict_by(["checkov", "kics"], sample.repository, rows) == one_open
}

test_missing_state_is_unhealthy if verdict(sample.repository, scanned([{"tool": {"name": "Checkov"}}])) == one_open

test_not_applicable_where_no_alert_was_exported if not verdict(sample.repository, {"children": {}}).applicable

test_a_connected_repository_is_judged_by_its_assessment if {
	repository := sample.azure_repository
	verdict(repository, imported.by_key(repository, "2ebc815f-7bc7-4573-994d-e1cc46fb4a35", {"code": "Healthy"})) == verdicts.healthy
	title := "Code repositories should have infrastructure as code scanning findings resolved"
	verdict(repository, imported.by_title(repository, title, {"code": "Unhealthy"})) == imported.unhealthy("Unhealthy")
	not verdict(repository, imported.nothing).applicable
}
