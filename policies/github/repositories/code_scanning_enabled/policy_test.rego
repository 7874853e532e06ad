package github.repositories.code_scanning_enabled_test

import data.github.repositories.code_scanning_enabled
import data.lib.github_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

verdict(repository, inventory) := found if {
	found := verdicts.of(code_scanning_enabled) with input as repository with data.inventory as inventory
}

setup(row) := sample.inventory({"github/codescanningdefaultsetup": [row]})

configured := setup({"state": "configured"})

analysis(details) := sample.inventory({"github/codescanninganalyses": [object.union({"error": ""}, details)]})

long_ago := time.format(time.now_ns() - time.parse_duration_ns("2161h"))

neither := verdicts.unhealthy("neither a default setup nor a recent analysis, wanted one")

test_healthy if {
	every rows in [configured, analysis({"created_at": time.format(time.now_ns())})] {
		verdict(sample.repository, rows) == verdicts.healthy
	}
}

test_unhealthy if {
	every rows in [setup({"state": "not-configured"}), analysis({"created_at": long_ago})] {
		verdict(sample.repository, rows) == neither
	}
}

test_missing_state_is_unhealthy if {
	every rows in [setup({}), analysis({})] {
		verdict(sample.repository, rows) == neither
	}
}

test_not_applicable if {
	every field in ["archived", "disabled"] {
		not verdict(object.union(sample.repository, {field: true}), configured).applicable
	}
}

test_repository_without_a_record_is_unhealthy if verdict(sample.repository, {"by_type": {}, "children": {}}) == neither

# Imported verdicts have no say here: GitHub itself lists what decides.
test_not_applicable_to_the_record_of_a_connector if {
	title := "GitHub repositories should have Code scanning enabled"
	every code in ["Healthy", "Unhealthy"] {
		found := verdict(sample.connected, sample.assessed("6672df26-ff2e-4282-83c3-e2f20571bd11", title, code))
		not found.applicable
		not found.healthy
	}
}
