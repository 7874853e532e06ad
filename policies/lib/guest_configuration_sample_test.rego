package lib.guest_configuration_sample_test

import data.lib.resources_sample_test as sample

# A virtual machine, by its operating system and its image, and a machine outside Azure.
vm(system) := sample.resource("microsoft.compute/virtualmachines", {"storageProfile": {"osDisk": {"osType": system}}})

vm_from(system, image) := object.union(vm(system), {"properties": {"storageProfile": {"imageReference": image}}})

arc_machine(system) := sample.resource("microsoft.hybridcompute/machines", {"osType": system, "osName": system})

# An inventory with one guest assignment of a machine.
assigned(machine, name, properties) := {"children": {machine.id: {assignments: [{
	"type": assignments,
	"name": name,
	"properties": properties,
}]}}}

assignments := "microsoft.guestconfiguration/guestconfigurationassignments"

parameters(policy, settings) := {"azure": {"guest_configuration": {policy: settings}}}
