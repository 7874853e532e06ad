package github.repositories.dependabot_enabled_test

import data.github.repositories.dependabot_enabled
import data.lib.github_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

verdict(repository, inventory) := found if {
	found := verdicts.of(dependabot_enabled) with input as repository with data.inventory as inventory
}

alerts(setting) := sample.inventory({"github/vulnerabilityalerts": [setting]})

off := verdicts.unhealthy("vulnerability alerts are off or unknown, wanted enabled")

test_healthy if verdict(sample.repository, alerts({"enabled": true})) == verdicts.healthy

test_unhealthy if verdict(sample.repository, alerts({"enabled": false})) == off

test_missing_setting_is_unhealthy if {
	elsewhere := {"by_type": {"github/vulnerabilityalerts": [{"enabled": true}]}, "children": {}}
	every rows in [alerts({}), elsewhere] {
		verdict(sample.repository, rows) == off
	}
}

test_not_applicable if {
	archived := object.union(sample.repository, {"archived": true})
	not verdict(archived, alerts({"enabled": true})).applicable
}

# Imported verdicts have no say here: GitHub itself lists what decides.
test_not_applicable_to_the_record_of_a_connector if {
	title := "GitHub repositories should have Dependabot scanning enabled"
	every code in ["Healthy", "Unhealthy"] {
		found := verdict(sample.connected, sample.assessed("92643c1f-1a95-4b68-bbd2-5117f92d6e35", title, code))
		not found.applicable
		not found.healthy
	}
}
