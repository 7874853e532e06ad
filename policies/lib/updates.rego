# METADATA
# title: Missing updates of machines
# description: |
#   The latest patch assessment of Azure Update Manager, a child resource of the machine. It counts the updates that
#   are available, by classification; the classification `critical` exists on Windows alone.
package lib.updates

import data.lib.attributes
import data.lib.machines
import data.lib.text

assessments(machine) := [assessment |
	some assessment in data.inventory.children[machine.id][sprintf("%s/patchassessmentresults", [machine.type])]
	text.ends_with(assessment.id, "/patchassessmentresults/latest")
]

is_assessed(machine) if {
	not machines.is_stopped(machine)
	count(assessments(machine)) > 0
}

is_up_to_date(machine) if {
	is_assessed(machine)
	count(shortcomings(machine)) == 0
}

shortcomings(machine) := {message |
	some assessment in assessments(machine)
	some message in unfinished(assessment) | pending(assessment)
}

completed := ["Succeeded", "CompletedWithWarnings"]

unfinished(assessment) := set() if {
	text.one_of(assessment.properties.status, completed)
} else := {attributes.mismatch(assessment, "properties.status", "Succeeded")}

pending(assessment) := {message |
	some classification in classifications(assessment)
	some number in numbers(assessment, classification)
	number != 0
	message := sprintf("%v %s updates are missing, wanted none", [number, classification])
}

classifications(assessment) := {"security"} if {
	text.same(assessment.properties.osType, "Linux")
	count(counted(assessment, "critical")) == 0
} else := {"security", "critical"}

numbers(assessment, classification) := ["an unknown number of"] if {
	count(counted(assessment, classification)) == 0
} else := counted(assessment, classification)

# Exports of virtual machines may begin the names of the classifications with a capital letter.
counted(assessment, classification) := [number |
	some name, number in counts(assessment)
	lower(name) == classification
	number != null
]

counts(assessment) := {} if {
	attributes.absent(assessment, "properties.availablePatchCountByClassification")
} else := assessment.properties.availablePatchCountByClassification
