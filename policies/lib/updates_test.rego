package lib.updates_test

import data.lib.updates
import data.lib.updates_sample_test as sample

vm := {"id": "/vm", "type": "microsoft.compute/virtualmachines", "properties": {}}

stopped := object.union(vm, {"properties": {"extended": {"instanceView": {"powerState": {"code": "PowerState/stopped"}}}}})

arc := {"id": "/machine", "type": "microsoft.hybridcompute/machines", "properties": {}}

none := {"security": 0, "critical": 0, "other": 7}

windows(counts) := sample.inventory(vm, sample.assessment("Windows", "Succeeded", counts))

linux(counts) := sample.inventory(vm, sample.assessment("Linux", "Succeeded", counts))

shortcomings(records) := found if found := updates.shortcomings(vm) with data.inventory as records

up_to_date(machine, records) if updates.is_up_to_date(machine) with data.inventory as records

assessed(machine, records) if updates.is_assessed(machine) with data.inventory as records

test_up_to_date if {
	up_to_date(vm, windows(none))
	up_to_date(vm, windows({"Security": 0, "Critical": 0}))
	up_to_date(vm, sample.inventory(vm, sample.assessment("Windows", "CompletedWithWarnings", none)))
	up_to_date(arc, sample.inventory(arc, sample.assessment("Windows", "succeeded", none)))
}

test_missing_updates if {
	records := windows({"security": 3, "critical": 1})
	not up_to_date(vm, records)
	shortcomings(records) == {
		"3 security updates are missing, wanted none",
		"1 critical updates are missing, wanted none",
	}
	shortcomings(windows({"Security": 2, "critical": 0})) == {"2 security updates are missing, wanted none"}
}

test_unknown_numbers if {
	shortcomings(windows({"security": null, "critical": 0})) == {"an unknown number of security updates are missing, wanted none"}
	shortcomings(windows({"security": 0})) == {"an unknown number of critical updates are missing, wanted none"}
	count(shortcomings(windows(null))) == 2
	count(shortcomings(sample.inventory(vm, {"status": "Succeeded"}))) == 2
}

test_linux_has_no_critical_updates if {
	shortcomings(linux({"security": 0})) == set()
	shortcomings(linux({"security": 0, "critical": 4})) == {"4 critical updates are missing, wanted none"}
	shortcomings(linux({})) == {"an unknown number of security updates are missing, wanted none"}
}

test_unfinished_assessment if {
	running := sample.inventory(vm, sample.assessment("Windows", "InProgress", none))
	not up_to_date(vm, running)
	shortcomings(running) == {"properties.status is InProgress, wanted Succeeded"}
	bare := sample.inventory(vm, {"availablePatchCountByClassification": none})
	shortcomings(bare) == {"properties.status is not set, wanted Succeeded"}
}

test_assessed if {
	assessed(vm, windows(none))
	not assessed(stopped, windows(none))
	not up_to_date(stopped, windows(none))
	not assessed(vm, {"children": {}})
	not up_to_date(vm, {"children": {}})
}

test_patches_of_the_assessment_are_no_assessment if {
	patches := {"children": {"/vm": {"microsoft.compute/virtualmachines/patchassessmentresults": [{
		"id": "/vm/patchassessmentresults/latest/softwarepatches/a",
		"properties": {},
	}]}}}
	not assessed(vm, patches)
}
