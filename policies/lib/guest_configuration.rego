# METADATA
# title: Guest configuration
# description: |
#   What the guest configuration agent found inside a machine: assignments, extension resources of the machine by
#   name. The parameter hash of an assignment is the base64 text of the setting that it was made with.
package lib.guest_configuration

import data.lib.arc
import data.lib.attributes
import data.lib.text

assignments(machine, name) := [assignment |
	some assignment in data.inventory.children[machine.id]["microsoft.guestconfiguration/guestconfigurationassignments"]
	text.same(assignment.name, name)
]

compliant(machine, name) := [assignment |
	some assignment in assignments(machine, name)
	text.same(assignment.properties.complianceStatus, "Compliant")
]

is_compliant(machine, name) if count(compliant(machine, name)) > 0

is_compliant_with(machine, name, setting) if {
	some assignment in compliant(machine, name)
	text.same(assignment.properties.parameterHash, base64.encode(setting))
}

# Why a machine falls short.
not_compliant(machine, name) := {sprintf("guest assignment %s is missing", [name])} if {
	count(assignments(machine, name)) == 0
} else := {sprintf("guest assignment %s: %s", [name, mismatch]) |
	some assignment in assignments(machine, name)
	not text.same(attributes.value(assignment, "properties.complianceStatus"), "Compliant")
	mismatch := attributes.mismatch(assignment, "properties.complianceStatus", "Compliant")
}

not_compliant_with(machine, name, setting) := not_compliant(machine, name) | {message |
	some assignment in assignments(machine, name)
	not text.same(attributes.value(assignment, "properties.parameterHash"), base64.encode(setting))
	wanted := sprintf("%s (%s)", [base64.encode(setting), setting])
	mismatch := attributes.mismatch(assignment, "properties.parameterHash", wanted)
	message := sprintf("guest assignment %s: %s", [name, mismatch])
}

# Machines outside Azure count where the parameter IncludeArcMachines is true.
is_included(machine, system, include) if {
	text.same(include, "true")
	runs_outside_azure(machine, system)
}

runs_outside_azure(machine, system) if {
	text.same(machine.type, "microsoft.hybridcompute/machines")
	arc.runs(machine, system)
}

runs_outside_azure(machine, system) if {
	text.same(machine.type, "microsoft.connectedvmwarevsphere/virtualmachines")
	text.starts_with(machine.properties.osProfile.osType, system)
}
