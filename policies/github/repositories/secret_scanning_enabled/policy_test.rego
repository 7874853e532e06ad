package github.repositories.secret_scanning_enabled_test

import data.github.repositories.secret_scanning_enabled
import data.lib.github_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

verdict(repository) := found if {
	found := verdicts.of(secret_scanning_enabled) with input as repository
}

listed(settings) := object.union(sample.repository, {"security_and_analysis": settings})

scanning(status) := listed({"secret_scanning": {"status": status}})

unhealthy(shown) := verdicts.unhealthy(sprintf("security_and_analysis.secret_scanning.status is %s, wanted enabled", [shown]))

test_healthy if {
	verdict(scanning("enabled")) == verdicts.healthy
	verdict(scanning("Enabled")) == verdicts.healthy
}

test_unhealthy if verdict(scanning("disabled")) == unhealthy("disabled")

test_missing_status_is_unhealthy if {
	verdict(sample.repository) == unhealthy("not set")
	verdict(listed(null)) == unhealthy("not set")
}

test_not_applicable_to_archived_repositories if {
	not verdict(object.union(scanning("enabled"), {"archived": true})).applicable
}

# Imported verdicts have no say here: GitHub itself lists what decides.
test_not_applicable_to_the_record_of_a_connector if {
	title := "GitHub repositories should have Secret scanning enabled"
	every code in ["Healthy", "Unhealthy"] {
		rows := sample.assessed("1a600c61-6443-4ab4-bd28-7a6b6fb4691d", title, code)
		found := verdict(sample.connected) with data.inventory as rows
		not found.applicable
		not found.healthy
	}
}
