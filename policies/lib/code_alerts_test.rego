package lib.code_alerts_test

import data.lib.code_alerts

repository := {
	"id": "//github.com/contoso/shop",
	"type": "microsoft.security/securityconnectors/devops/githubowners/repos",
	"security_and_analysis": {"secret_scanning": {"status": "enabled"}},
}

without_secret_scanning := object.union(repository, {"security_and_analysis": {"secret_scanning": {"status": "disabled"}}})

connected := {"id": "/subscriptions/0001/resourcegroups/devops/providers/microsoft.security/securityconnectors/a/devops/default/githubowners/contoso/repos/shop"}

scan(name) := {"name": name, "title": "Findings should be resolved", "keys": ["5b8c"]}

secrets := scan("secret scanning")

code := scan("code scanning")

dependabot := scan("Dependabot")

iac := object.union(scan("infrastructure as code scanning"), {"tools": ["checkov", "kics"]})

inventory(types) := {"by_type": rows, "children": {repository.id: rows}} if {
	rows := {type: [object.union({"id": sprintf("%s/alerts/1", [repository.id])}, row) | some row in list] | some type, list in types}
}

verdict(row, wanted, rows) := [is_applicable, is_healthy] if {
	now := time.parse_rfc3339_ns("2026-11-23T12:00:00Z")
	is_applicable := count({true | code_alerts.applicable(row, wanted)}) > 0 with data.inventory as rows with time.now_ns as now
	is_healthy := count({true | code_alerts.healthy(row, wanted)}) > 0 with data.inventory as rows with time.now_ns as now
}

clean := [true, true]

dirty := [true, false]

unknown := [false, false]

test_secret_scanning if {
	every state in ["resolved", "Resolved"] {
		verdict(repository, secrets, inventory({"github/secretscanningalerts": [{"state": state}]})) == clean
	}
	every state in ["open", "reopened", null, ""] {
		rows := inventory({"github/secretscanningalerts": [{"state": "resolved"}, {"state": state}]})
		verdict(repository, secrets, rows) == dirty
		verdict(without_secret_scanning, secrets, rows) == dirty
	}
	verdict(repository, secrets, inventory({"github/secretscanningalerts": [{}]})) == dirty
}

test_without_alerts_healthy_only_where_the_scan_is_on_and_alerts_were_exported if {
	rows := {"github/secretscanningalerts": [{"id": "//github.com/contoso/api/secret-scanning/alerts/1", "state": "open"}]}
	elsewhere := {"by_type": rows, "children": {"//github.com/contoso/api": rows}}
	verdict(repository, secrets, elsewhere) == clean
	verdict(repository, secrets, {"by_type": rows, "children": {}}) == unknown
	verdict(without_secret_scanning, secrets, elsewhere) == unknown
	verdict(repository, secrets, {"by_type": {}, "children": {}}) == unknown
	verdict(repository, secrets, {"by_type": {"github/dependabotalerts": [{"state": "open"}]}, "children": {}}) == unknown
}

test_dependabot if {
	on := {"github/vulnerabilityalerts": [{"enabled": true}]}
	every state in ["dismissed", "auto_dismissed", "fixed"] {
		alerts := {"github/dependabotalerts": [{"state": state}]}
		verdict(repository, dependabot, inventory(object.union(on, alerts))) == clean
		verdict(repository, dependabot, inventory(alerts)) == unknown
	}
	verdict(repository, dependabot, inventory(object.union(on, {"github/dependabotalerts": [{"state": "open"}]}))) == dirty
	verdict(repository, dependabot, inventory(on)) == unknown
}

alert(state, tool, tags) := {"state": state, "tool": {"name": tool}, "rule": {"tags": tags}}

scanned(tool, alerts) := inventory({
	"github/codescanningalerts": alerts,
	"github/codescanninganalyses": [{"created_at": "2026-11-20T08:00:00Z", "error": "", "tool": {"name": tool}}],
})

test_code_scanning if {
	verdict(repository, code, scanned("CodeQL", [alert("fixed", "CodeQL", [])])) == clean
	verdict(repository, code, scanned("CodeQL", [alert("open", "CodeQL", [])])) == dirty
	verdict(repository, code, scanned("CodeQL", [alert("open", "Checkov", ["iac"])])) == dirty
	verdict(repository, code, inventory({"github/codescanningalerts": [alert("fixed", "CodeQL", [])]})) == unknown
}

test_infrastructure_as_code_scanning if {
	every open in [alert("open", "Bridgecrew Checkov", null), alert("open", "KICS", []), {"state": "open"}, alert("open", null, [])] {
		verdict(repository, iac, scanned("checkov", [open])) == dirty
	}
	every tag in ["IaC", "infrastructure-as-code", "misconfiguration"] {
		verdict(repository, iac, scanned("CodeQL", [alert("open", "Trivy", ["security", tag])])) == dirty
	}
	verdict(repository, iac, scanned("checkov", [alert("open", "CodeQL", ["security"])])) == clean
	every odd in ["", null, 7, true, ["CodeQL"]] {
		verdict(repository, iac, scanned("checkov", [alert("open", odd, ["security"])])) == dirty
	}
	every odd in ["iac", 7, {"a": "iac"}, [null, 7]] {
		verdict(repository, iac, scanned("checkov", [alert("open", "CodeQL", odd)])) == clean
		verdict(repository, iac, scanned("checkov", [alert("open", "Checkov", odd)])) == dirty
	}
	verdict(repository, iac, scanned("checkov", [alert("fixed", "checkov", ["iac"])])) == clean
	verdict(repository, iac, scanned("CodeQL", [alert("open", "CodeQL", ["security"])])) == unknown
	verdict(repository, iac, scanned("Trivy", [alert("fixed", "Trivy", ["misconfiguration"])])) == unknown
}

test_infrastructure_as_code_without_listed_tools if {
	none := object.union(iac, {"tools": []})
	verdict(repository, none, scanned("checkov", [alert("open", "checkov", [])])) == unknown
	verdict(repository, none, scanned("checkov", [alert("open", "checkov", ["iac"])])) == dirty
}

assessed_as(row, status) := {"children": {row.id: {"microsoft.security/assessments": [{"name": "5b8c", "properties": {"status": {"code": status}}}]}}}

assessed(status) := assessed_as(connected, status)

test_a_listed_repository_is_judged_by_its_alerts_alone if {
	verdict(repository, code, assessed_as(repository, "Healthy")) == unknown
	verdict(repository, code, assessed_as(repository, "Unhealthy")) == unknown
	open := scanned("CodeQL", [alert("open", "CodeQL", [])])
	verdict(repository, code, {"by_type": open.by_type, "children": object.union(open.children, assessed_as(repository, "Healthy").children)}) == dirty
}

test_a_connected_repository_is_judged_by_its_assessment if {
	verdict(connected, code, assessed("Healthy")) == clean
	verdict(connected, code, assessed("Unhealthy")) == dirty
	verdict(connected, code, assessed("NotApplicable")) == unknown
}

test_reason_counts_open_alerts if {
	rows := scanned("CodeQL", [alert("open", "CodeQL", []), alert("open", "KICS", []), alert("fixed", "CodeQL", [])])
	code_alerts.reason(repository, code) == "open alerts of code scanning: 2, wanted none" with data.inventory as rows
	one := "open alerts of infrastructure as code scanning: 1, wanted none"
	code_alerts.reason(repository, iac) == one with data.inventory as rows
}

test_reason_of_a_connected_repository if {
	rows := assessed("Unhealthy")
	said := "the assessment of Defender for Cloud is Unhealthy, wanted Healthy"
	code_alerts.reason(connected, code) == said with data.inventory as rows
}
