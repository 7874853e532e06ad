package lib.guest_configuration_test

import data.lib.guest_configuration

machine := {"id": "/m", "type": "microsoft.compute/virtualmachines", "properties": {}}

# `Lock=on` in base64.
hash := "TG9jaz1vbg=="

assignment(name, properties) := {
	"id": sprintf("/m/providers/microsoft.guestconfiguration/guestconfigurationassignments/%s", [lower(name)]),
	"type": "microsoft.guestconfiguration/guestconfigurationassignments",
	"name": name,
	"properties": properties,
}

inventory(list) := {"children": {"/m": {"microsoft.guestconfiguration/guestconfigurationassignments": list}}}

found(status, parameter_hash) := inventory([
	assignment("ContosoOther", {"complianceStatus": "Pending", "parameterHash": "b2Zm"}),
	assignment("ContosoLock", {"complianceStatus": status, "parameterHash": parameter_hash}),
])

test_compliant_by_name if {
	guest_configuration.is_compliant(machine, "contosolock") with data.inventory as found("compliant", null)
	not guest_configuration.is_compliant(machine, "ContosoOther") with data.inventory as found("Compliant", null)
	not guest_configuration.is_compliant(machine, "ContosoNone") with data.inventory as found("Compliant", null)
}

test_other_states_are_not_compliant if {
	not guest_configuration.is_compliant(machine, "ContosoLock") with data.inventory as found("NonCompliant", hash)
	not guest_configuration.is_compliant(machine, "ContosoLock") with data.inventory as found("Pending", hash)
	not guest_configuration.is_compliant(machine, "ContosoLock") with data.inventory as found(null, hash)
	not guest_configuration.is_compliant(machine, "ContosoLock") with data.inventory as {"children": {}}
}

test_compliant_with_a_setting if {
	guest_configuration.is_compliant_with(machine, "ContosoLock", "Lock=on") with data.inventory as found("Compliant", hash)
	not guest_configuration.is_compliant_with(machine, "ContosoLock", "Lock=off")
		with data.inventory as found("Compliant", hash)
	not guest_configuration.is_compliant_with(machine, "ContosoLock", "Lock=on")
		with data.inventory as found("NonCompliant", hash)
	not guest_configuration.is_compliant_with(machine, "ContosoLock", "Lock=on")
		with data.inventory as found("Compliant", null)
}

test_reasons_of_the_state if {
	guest_configuration.not_compliant(machine, "ContosoLock") == {"guest assignment ContosoLock is missing"}
		with data.inventory as inventory([])
	pending := "guest assignment ContosoLock: properties.complianceStatus is Pending, wanted Compliant"
	guest_configuration.not_compliant(machine, "ContosoLock") == {pending} with data.inventory as found("Pending", hash)
	guest_configuration.not_compliant(machine, "ContosoLock") == set() with data.inventory as found("Compliant", hash)
}

test_reasons_of_the_setting if {
	wanted := "guest assignment ContosoLock: properties.parameterHash is b2Zm, wanted TG9jaz1vbg== (Lock=on)"
	state := "guest assignment ContosoLock: properties.complianceStatus is NonCompliant, wanted Compliant"
	guest_configuration.not_compliant_with(machine, "ContosoLock", "Lock=on") == {state, wanted}
		with data.inventory as found("NonCompliant", "b2Zm")
	guest_configuration.not_compliant_with(machine, "ContosoLock", "Lock=on") == {state}
		with data.inventory as found("NonCompliant", hash)
	guest_configuration.not_compliant_with(machine, "ContosoLock", "Lock=on") == {"guest assignment ContosoLock is missing"}
		with data.inventory as inventory([])
}

arc(system) := {"type": "microsoft.hybridcompute/machines", "properties": {"osName": system}}

vmware(system) := {
	"type": "microsoft.connectedvmwarevsphere/virtualmachines",
	"properties": {"osProfile": {"osType": system}},
}

test_machines_outside_azure_are_included_on_demand if {
	guest_configuration.is_included(arc("linux"), "linux", "true")
	guest_configuration.is_included(vmware("Linux"), "linux", "True")
	not guest_configuration.is_included(arc("linux"), "linux", "false")
	not guest_configuration.is_included(vmware("Linux"), "linux", "false")
}

test_machines_outside_azure_have_one_system if {
	not guest_configuration.is_included(arc("windows"), "linux", "true")
	not guest_configuration.is_included(vmware("Windows"), "linux", "true")
	not guest_configuration.is_included(vmware(null), "linux", "true")
}

test_machines_of_azure_are_not_outside if {
	profile := {"osType": "linux", "osName": "linux", "osProfile": {"osType": "Linux"}}
	not guest_configuration.is_included(object.union(machine, {"properties": profile}), "linux", "true")
	not guest_configuration.is_included(object.union(vmware("Linux"), {"type": "microsoft.hybridcompute/machines"}), "linux", "true")
	not guest_configuration.is_included(object.union(arc("linux"), {"type": vmware(null).type}), "linux", "true")
}
