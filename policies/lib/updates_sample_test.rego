package lib.updates_sample_test

import data.lib.machines_sample_test as machines

# The inventory of a machine with its latest patch assessment.
inventory(machine, properties) := {"children": {machine.id: {sprintf("%s/patchassessmentresults", [machine.type]): [{
	"id": sprintf("%s/patchassessmentresults/latest", [machine.id]),
	"properties": properties,
}]}}}

assessment(os, status, counts) := {"osType": os, "status": status, "availablePatchCountByClassification": counts}

# As of Windows, with so many updates of the two classifications that count.
lacking(security, critical) := assessment("Windows", "Succeeded", {"security": security, "critical": critical, "updates": 4})

# Assessments of machines that fall short, and the reasons that the policies on missing updates give.
shortcomings := [
	{"machine": machines.vm, "assessment": lacking(2, 0), "reasons": {"2 security updates are missing, wanted none"}},
	{"machine": machines.classic, "assessment": lacking(0, 1), "reasons": {"1 critical updates are missing, wanted none"}},
	{
		"machine": machines.vm,
		"assessment": object.union(lacking(0, 0), {"status": "InProgress"}),
		"reasons": {"properties.status is InProgress, wanted Succeeded"},
	},
	{"machine": machines.vm, "assessment": assessment("Windows", "Succeeded", null), "reasons": uncounted},
	{"machine": machines.vm, "assessment": assessment("Windows", "Succeeded", {"updates": 0}), "reasons": uncounted},
]

uncounted := {sprintf("an unknown number of %s updates are missing, wanted none", [name]) | some name in ["security", "critical"]}
