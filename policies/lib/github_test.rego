package lib.github_test

import data.lib.github

repository := {"id": "//github.com/contoso/shop", "name": "shop", "archived": false, "disabled": false}

connected := {"id": "/subscriptions/0001/resourcegroups/devops/providers/microsoft.security/securityconnectors/a/devops/default/githubowners/contoso/repos/shop"}

inventory(type, rows) := {"children": {repository.id: {type: rows}}}

test_is_listed if {
	github.is_listed(repository)
	not github.is_listed(connected)
}

test_is_in_use if {
	github.is_in_use(repository)
	github.is_in_use({"id": repository.id})
	github.is_in_use({"id": repository.id, "archived": null, "disabled": null})
	not github.is_in_use(object.union(repository, {"archived": true}))
	not github.is_in_use(object.union(repository, {"disabled": true}))
	not github.is_in_use(connected)
}

test_has_collected if {
	alert := {"id": "//github.com/contoso/api/dependabot/alerts/1", "state": "open"}
	rows := {"github/dependabotalerts": [alert], "github/secretscanningalerts": []}
	nested := {"by_type": rows, "children": {"//github.com/contoso/api": rows}}
	github.has_collected("github/dependabotalerts") with data.inventory as nested
	not github.has_collected("github/secretscanningalerts") with data.inventory as nested
	not github.has_collected("github/vulnerabilityalerts") with data.inventory as nested
	not github.has_collected("github/dependabotalerts") with data.inventory as {}
}

# Their absence below a repository would then say nothing.
test_records_that_stand_under_no_repository_are_not_collected if {
	alert := {"id": "//github.com/contoso/api/dependabot/alerts/1", "state": "open"}
	loose := {"by_type": {"github/dependabotalerts": [alert]}, "children": {}}
	not github.has_collected("github/dependabotalerts") with data.inventory as loose
}

test_code_scanning_by_default_setup if {
	every state, is_on in {"configured": true, "Configured": true, "not-configured": false, "": false} {
		rows := inventory("github/codescanningdefaultsetup", [{"state": state}])
		count({true | github.has_code_scanning(repository)}) == count({true | is_on}) with data.inventory as rows
	}
	not github.has_code_scanning(repository) with data.inventory as inventory("github/codescanningdefaultsetup", [{}])
	not github.has_code_scanning(repository) with data.inventory as {}
}

analysis(at, details) := object.union({"created_at": at, "ref": "refs/heads/main", "tool": {"name": "CodeQL"}}, details)

has_code_scanning(row) if {
	rows := inventory("github/codescanninganalyses", [row])
	noon := time.parse_rfc3339_ns("2026-11-23T12:00:00Z")
	github.has_code_scanning(repository) with data.inventory as rows with time.now_ns as noon
}

test_code_scanning_by_a_recent_analysis if {
	has_code_scanning(analysis("2026-11-20T08:00:00Z", {"error": ""}))
	has_code_scanning(analysis("2026-08-25T12:00:00Z", {"error": null}))
	has_code_scanning(analysis("2026-08-25T12:00:00Z", {}))
	not has_code_scanning(analysis("2026-08-25T11:59:59Z", {"error": ""}))
	not has_code_scanning(analysis("2026-11-20T08:00:00Z", {"error": "the upload was cut off"}))
	not has_code_scanning({"error": "", "tool": {"name": "CodeQL"}})
	has_code_scanning(analysis("2026-11-20T08:00:00.5+01:00", {"error": ""}))
	every odd in [null, "", "x", "2026-11-20", "2026-13-20T08:00:00Z", "2026-11-20T08:00:00", 7, true, [], {}] {
		not has_code_scanning(analysis(odd, {"error": ""}))
	}
}

test_dependabot if {
	every enabled, is_on in {true: true, false: false, "true": false, null: false} {
		rows := inventory("github/vulnerabilityalerts", [{"enabled": enabled}])
		count({true | github.has_dependabot(repository)}) == count({true | is_on}) with data.inventory as rows
	}
	not github.has_dependabot(repository) with data.inventory as inventory("github/vulnerabilityalerts", [{}])
	not github.has_dependabot(repository) with data.inventory as {}
}

test_secret_scanning if {
	every status, is_on in {"enabled": true, "Enabled": true, "disabled": false} {
		row := {"security_and_analysis": {"secret_scanning": {"status": status}}}
		count({true | github.has_secret_scanning(row)}) == count({true | is_on})
	}
	not github.has_secret_scanning(repository)
	not github.has_secret_scanning({"security_and_analysis": null})
}
