package lib.run_as_test

import data.lib.run_as

any_group := {"runAsGroupRule": "RunAsAny", "supplementalGroupsRule": "RunAsAny", "fsGroupRule": "RunAsAny"}

user_rule(rule, ranges) := object.union(any_group, {"runAsUserRule": rule, "runAsUserRanges": {"ranges": ranges}})

group_rule(field, rule, ranges) := object.union(any_group, {
	"runAsUserRule": "runasany",
	sprintf("%sRule", [field]): rule,
	sprintf("%sRanges", [field]): {"ranges": ranges},
})

from_one := [{"min": 1, "max": -1}]

few := [{"min": 10, "max": 20}, {"min": 30, "max": 30}]

problems(pod_context, context, settings) := run_as.problems([context, pod_context], settings)

test_contexts if {
	run_as.contexts({"spec": {"securityContext": {"runAsUser": 1}}}, {"securityContext": {"runAsUser": 2}}) == [{"runAsUser": 2}, {"runAsUser": 1}]
	run_as.contexts({"spec": {}}, {}) == [{}, {}]
}

test_the_container_comes_before_its_pod if {
	run_as.setting([{"runAsUser": 2}, {"runAsUser": 1}], "runAsUser") == 2
	run_as.setting([{"runAsNonRoot": false}, {"runAsNonRoot": true}], "runAsNonRoot") == false
	run_as.setting([{"runAsUser": null}, {"runAsUser": 1}], "runAsUser") == 1
	run_as.setting([null, {"runAsUser": 1}], "runAsUser") == 1
	run_as.setting([{}, {}], "runAsUser") == null
}

test_must_run_as_non_root if {
	rule := user_rule("MustRunAsNonRoot", [])
	problems({}, {"runAsUser": 1}, rule) == []
	problems({}, {"runAsNonRoot": true}, rule) == []
	problems({"runAsNonRoot": true}, {}, rule) == []
	problems({}, {"runAsUser": 0}, rule) == ["runAsUser is 0, wanted MustRunAsNonRoot"]
	problems({}, {}, rule) == ["runAsUser is not set, wanted MustRunAsNonRoot"]
}

test_what_is_said_of_root_is_taken_together if {
	rule := user_rule("MustRunAsNonRoot", [])
	count(problems({}, {"runAsNonRoot": true, "runAsUser": 0}, rule)) == 1
	count(problems({"runAsNonRoot": true}, {"runAsNonRoot": false}, rule)) == 1
	problems({"runAsUser": 1000}, {"runAsUser": "root"}, rule) == ["runAsUser is root, wanted MustRunAsNonRoot"]
}

test_users_must_run_in_ranges if {
	rule := user_rule("MustRunAs", few)
	problems({}, {"runAsUser": 10}, rule) == []
	problems({}, {"runAsUser": 20}, rule) == []
	problems({}, {"runAsUser": 30}, rule) == []
	problems({}, {"runAsUser": 9}, rule) == ["runAsUser is 9, wanted MustRunAs 10 to 20 or 30 to 30"]
	count(problems({}, {"runAsUser": 21}, rule)) == 1
	count(problems({}, {"runAsNonRoot": true}, rule)) == 1
}

test_groups_must_run_in_ranges if {
	rule := group_rule("runAsGroup", "MustRunAs", from_one)
	problems({"runAsGroup": 5}, {}, rule) == []
	problems({"runAsGroup": 0}, {}, rule) == ["runAsGroup is 0, wanted MustRunAs 1 and above"]
	problems({}, {"runAsNonRoot": true}, rule) == ["runAsGroup is not set, wanted MustRunAs 1 and above"]
}

test_groups_may_run_in_ranges if {
	rule := group_rule("fsGroup", "MayRunAs", from_one)
	problems({}, {}, rule) == []
	problems({"fsGroup": 5}, {}, rule) == []
	problems({"fsGroup": 0}, {}, rule) == ["fsGroup is 0, wanted MayRunAs 1 and above"]
}

test_every_supplemental_group_counts if {
	rule := group_rule("supplementalGroups", "MayRunAs", from_one)
	problems({"supplementalGroups": []}, {}, rule) == []
	problems({"supplementalGroups": [5, 6]}, {}, rule) == []
	count(problems({"supplementalGroups": [5, 0]}, {}, rule)) == 1
	count(problems({"supplementalGroups": []}, {}, group_rule("supplementalGroups", "MustRunAs", from_one))) == 1
}

test_no_range_admits_nothing if {
	rule := object.union(any_group, {"runAsUserRule": "MustRunAs"})
	problems({}, {"runAsUser": 5}, rule) == ["runAsUser is 5, wanted MustRunAs"]
}

test_a_range_without_an_end_is_shown_and_admits_nothing if {
	problems({}, {"runAsUser": 5}, user_rule("MustRunAs", [{"max": 10}])) == ["runAsUser is 5, wanted MustRunAs not set to 10"]
	problems({}, {"runAsUser": 5}, user_rule("MustRunAs", [{"max": -1}])) == ["runAsUser is 5, wanted MustRunAs not set and above"]
	problems({}, {"runAsUser": 5}, user_rule("MustRunAs", [{"min": 10}])) == ["runAsUser is 5, wanted MustRunAs 10 to not set"]
}

test_an_unknown_rule_accepts_nothing if count(problems({}, {"runAsUser": 5}, user_rule("Whatever", from_one))) == 1
