package lib.imported_test

import data.lib.imported
import data.lib.imported_sample_test as sample

server := {"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.sql/servers/a", "type": "microsoft.sql/servers"}

database := sprintf("%s/databases/ledger", [server.id])

key := "6f1a3c52-0f5e-4d0b-9a55-0c2f7d1f3b10"

older_key := "b2d7e9a4-3c61-4f8e-8a0d-5e9c1b7f2a46"

source := {"title": "Servers should be tidy", "keys": [key, older_key]}

with_databases := object.union(source, {"below": "databases"})

assessment(name, title, status) := sample.assessment(server, name, title, status)

by_key(code) := assessment(key, "Tidy", {"code": code})

by_older_key(code) := assessment(upper(older_key), "Tidy", {"code": code})

by_title(code) := assessment("c8f0", "servers should be TIDY", {"code": code})

stranger(code) := assessment("d4a1", "Servers should be green", {"code": code})

finding(name, number, code) := sample.subassessment(server, name, number, {"code": code})

verdict(assessments, findings) := [is_applicable, is_healthy] if {
	rows := sample.inventory(server, assessments, findings)
	is_applicable := count({true | imported.applicable(server, source)}) > 0 with data.inventory as rows
	is_healthy := count({true | imported.healthy(server, source)}) > 0 with data.inventory as rows
}

test_an_assessment_decides if {
	every named in [by_key("Healthy"), by_older_key("healthy"), by_title("HEALTHY")] {
		verdict([named], []) == [true, true]
	}
	every named in [by_key("Unhealthy"), by_older_key("unhealthy"), by_title("UNHEALTHY")] {
		verdict([named], []) == [true, false]
	}
	every named in [by_key("NotApplicable"), by_older_key("notapplicable"), by_title("NOTAPPLICABLE")] {
		verdict([named], []) == [false, false]
	}
}

test_the_worst_of_several_decides if {
	verdict([by_key("Healthy"), by_older_key("Unhealthy")], []) == [true, false]
	verdict([by_key("Healthy"), by_older_key("NotApplicable")], []) == [true, true]
	verdict([by_key("Unhealthy"), by_older_key("NotApplicable")], []) == [true, false]
}

test_a_status_that_nobody_knows_is_never_healthy if {
	verdict([by_key("Healthy"), by_older_key("Pending")], []) == [true, false]
	every status in [{}, {"code": null}, {"code": ""}, {"code": true}, null] {
		verdict([assessment(key, "Tidy", status)], []) == [true, false]
	}
}

test_without_a_verdict_not_applicable if {
	verdict([], []) == [false, false]
	verdict([stranger("Unhealthy")], [finding("d4a1", "1", "Unhealthy")]) == [false, false]
	not imported.applicable(server, source) with data.inventory as {"children": {}}
}

test_findings_decide_where_there_is_no_assessment if {
	verdict([], [finding(key, "1", "Healthy")]) == [true, true]
	verdict([], [finding(older_key, "1", "Healthy"), finding(key, "2", "Unhealthy")]) == [true, false]
	verdict([stranger("Healthy")], [finding(key, "1", "Unhealthy")]) == [true, false]
	verdict([], [finding(key, "1", "NotApplicable")]) == [false, false]
	verdict([], [finding(key, "1", "Healthy"), finding(key, "2", null)]) == [true, false]
}

test_an_open_finding_counts_whatever_its_assessment_says if {
	every code in ["Healthy", "NotApplicable", "Unhealthy"] {
		verdict([by_key(code)], [finding(key, "1", "Unhealthy")]) == [true, false]
		verdict([by_key(code)], [finding(key, "1", "Healthy"), finding(older_key, "2", null)]) == [true, false]
	}
	verdict([by_title("Healthy")], [finding("c8f0", "1", "Unhealthy")]) == [true, false]
	verdict([by_key("Healthy"), stranger("Unhealthy")], [finding("d4a1", "1", "Unhealthy")]) == [true, true]
}

test_an_assessment_outranks_findings_that_are_not_open if {
	every code in ["Healthy", "NotApplicable"] {
		verdict([by_key("Healthy")], [finding(key, "1", code)]) == [true, true]
		verdict([by_key("NotApplicable")], [finding(key, "1", code)]) == [false, false]
		verdict([by_key("Unhealthy")], [finding(key, "1", code)]) == [true, false]
	}
}

test_findings_of_children_count_where_they_are_asked_for if {
	row := sample.subassessment({"id": database}, key, "1", {"code": "Unhealthy"})
	held := sample.documents({
		server.id: {"microsoft.security/assessments": [by_key("Healthy")]},
		database: {"microsoft.security/assessments/subassessments": [row]},
	})
	not imported.healthy(server, with_databases) with data.inventory as held
	imported.healthy(server, source) with data.inventory as held
	said := imported.reason(server, with_databases) with data.inventory as held
	said == "findings that are not healthy: 1, wanted none"
}

test_assessments_of_children_count_where_they_are_asked_for if {
	every code, is_healthy in {"Healthy": true, "Unhealthy": false} {
		status := {"code": "Unhealthy"}
		holder := {"id": sprintf("%s/keys/ledger", [server.id])}
		other := {"id": sprintf("%s-2/databases/ledger", [server.id])}
		rows := sample.documents({
			database: {"microsoft.security/assessments": [sample.assessment({"id": database}, key, "Tidy", {"code": code})]},
			holder.id: {"microsoft.security/assessments": [sample.assessment(holder, older_key, "Tidy", status)]},
			other.id: {"microsoft.security/assessments": [sample.assessment(other, older_key, "Tidy", status)]},
		})
		imported.applicable(server, with_databases) with data.inventory as rows
		count({true | imported.healthy(server, with_databases)}) == count({true | is_healthy}) with data.inventory as rows
		not imported.applicable(server, source) with data.inventory as rows
	}
}

test_own_assessment_counts_beside_those_of_children if {
	rows := sample.documents({
		server.id: {"microsoft.security/assessments": [by_key("Unhealthy")]},
		database: {"microsoft.security/assessments": [sample.assessment({"id": database}, key, "Tidy", {"code": "Healthy"})]},
	})
	imported.applicable(server, with_databases) with data.inventory as rows
	not imported.healthy(server, with_databases) with data.inventory as rows
}

reason(assessments, findings) := text if {
	rows := sample.inventory(server, assessments, findings)
	text := imported.reason(server, source) with data.inventory as rows
}

test_reason_quotes_cause_and_description if {
	said := {"code": "Unhealthy", "cause": "FailedRules", "description": "Two rules failed"}
	expected := "the assessment of Defender for Cloud is Unhealthy (FailedRules: Two rules failed), wanted Healthy"
	reason([assessment(key, "Tidy", said)], []) == expected
	brief := "the assessment of Defender for Cloud is Unhealthy (Two rules failed), wanted Healthy"
	reason([assessment(key, "Tidy", object.union(said, {"cause": ""}))], []) == brief
}

test_reason_without_a_status if {
	reason([assessment(key, "Tidy", {})], []) == "the assessment of Defender for Cloud is not set, wanted Healthy"
}

test_reason_counts_findings if {
	rows := [finding(key, "1", "Unhealthy"), finding(key, "2", null), finding(key, "3", "Healthy"), finding(key, "4", "NotApplicable")]
	reason([], rows) == "findings that are not healthy: 2, wanted none"
	both := "the assessment of Defender for Cloud is Unhealthy, wanted Healthy; findings that are not healthy: 2, wanted none"
	reason([by_key("Unhealthy"), by_older_key("Healthy"), by_title("NotApplicable")], rows) == both
}

test_reason_counts_findings_under_the_key_of_the_title if {
	both := "the assessment of Defender for Cloud is Unhealthy, wanted Healthy; findings that are not healthy: 1, wanted none"
	reason([by_title("Unhealthy")], [finding("c8f0", "1", "Unhealthy"), finding("d4a1", "2", "Unhealthy")]) == both
}

test_reason_without_a_verdict if {
	reason([stranger("Unhealthy")], []) == "Defender for Cloud says nothing about the resource, wanted Healthy"
}
