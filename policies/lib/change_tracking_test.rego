package lib.change_tracking_test

import data.lib.change_tracking

vm := {"id": "/subscriptions/0001/vm", "type": "microsoft.compute/virtualmachines", "properties": {}}

extension(publisher, extension_type, state) := {"properties": {
	"publisher": publisher,
	"type": extension_type,
	"provisioningState": state,
}}

tracker(system, state) := extension(
	"Microsoft.Azure.ChangeTrackingAndInventory",
	sprintf("ChangeTracking-%s", [system]),
	state,
)

endpoint(system, state) := extension("Microsoft.Azure.AzureDefenderForServers", sprintf("MDE.%s", [system]), state)

children(extensions, rule_ids) := {"children": {vm.id: {
	"microsoft.compute/virtualmachines/extensions": extensions,
	"microsoft.insights/datacollectionruleassociations": [{"properties": {"dataCollectionRuleId": id}} | some id in rule_ids],
}}}

rule(sources) := {"by_id": {"/dcr": {"id": "/dcr", "properties": {"dataSources": {"extensions": sources}}}}}

covered(records) if change_tracking.is_covered(vm) with data.inventory as records

reason(records) := found if found := change_tracking.not_covered(vm) with data.inventory as records

test_extension_with_a_rule if {
	covered(children([tracker("Windows", "Succeeded")], ["/DCR"]))
	covered(children([tracker("Linux", "succeeded")], ["/DCR"]))
}

test_rule_that_is_known if {
	with_rule := children([tracker("Linux", "Succeeded")], ["/DCR"])
	covered(object.union(with_rule, rule([{"extensionName": "ChangeTracking-Linux"}])))
	covered(object.union(with_rule, rule([{"extensionName": "changetracking-windows"}])))
	not covered(object.union(with_rule, rule([{"extensionName": "AzureSecurityLinuxAgent"}])))
	not covered(object.union(with_rule, rule(null)))
}

test_extension_without_a_rule if {
	not covered(children([tracker("Linux", "Succeeded")], []))
	not covered(children([tracker("Linux", "Succeeded")], [null, ""]))
	not covered({"children": {vm.id: {"microsoft.compute/virtualmachines/extensions": [tracker("Linux", "Succeeded")]}}})
}

test_rule_without_the_extension if {
	not covered(children([], ["/dcr"]))
	not covered(children([tracker("Linux", "Failed")], ["/dcr"]))
	not covered(children([extension("Contoso", "ChangeTracking-Linux", "Succeeded")], ["/dcr"]))
	not covered(children([tracker("Other", "Succeeded")], ["/dcr"]))
}

plan(components) := {
	"id": "/subscriptions/0001/providers/microsoft.security/pricings/virtualmachines",
	"type": "microsoft.security/pricings",
	"properties": {"pricingTier": "Standard", "subPlan": "P2", "extensions": components},
}

with_plan(records, components) := object.union(records, {"by_id": {row.id: row | row := plan(components)}})

monitoring(enabled) := [{"name": "fileintegritymonitoring", "isEnabled": enabled}]

test_defender_for_endpoint if {
	covered(with_plan(children([endpoint("Windows", "Succeeded")], []), monitoring("true")))
	covered(with_plan(children([endpoint("Linux", "Succeeded")], []), monitoring("True")))
}

test_defender_for_endpoint_without_monitoring if {
	machine := children([endpoint("Linux", "Succeeded")], [])
	not covered(machine)
	not covered(with_plan(machine, monitoring("False")))
	not covered(with_plan(machine, [{"name": "AgentlessVmScanning", "isEnabled": "True"}]))
	not covered(with_plan(machine, null))
	not covered(with_plan(children([endpoint("Linux", "Failed")], []), monitoring("True")))
	not covered(with_plan(children([], []), monitoring("True")))
}

agent := {"properties": object.union(
	extension("Microsoft.EnterpriseCloud.Monitoring", "OmsAgentForLinux", "Succeeded").properties,
	{"settings": {"workspaceId": "5a5a5a5a-0001-4001-8001-5a5a5a5a5a5a"}},
)}

legacy(customer_id, solution, workspace_id) := object.union(children([agent], []), {"by_type": {
	"microsoft.operationalinsights/workspaces": [{"id": "/workspace", "properties": {"customerId": customer_id}}],
	"microsoft.operationsmanagement/solutions": [{"name": solution, "properties": {"workspaceResourceId": workspace_id}}],
}})

test_retired_agent if {
	covered(legacy("5A5A5A5A-0001-4001-8001-5A5A5A5A5A5A", "ChangeTracking(logs)", "/Workspace"))
	not covered(legacy("5a5a5a5a-0002-4001-8001-5a5a5a5a5a5a", "ChangeTracking(logs)", "/workspace"))
	not covered(legacy("5a5a5a5a-0001-4001-8001-5a5a5a5a5a5a", "Updates(logs)", "/workspace"))
	not covered(legacy("5a5a5a5a-0001-4001-8001-5a5a5a5a5a5a", "ChangeTracking(logs)", "/other"))
}

test_reasons if {
	without_rule := "the change tracking extension has no data collection rule that collects changes, wanted one"
	nothing := "no change tracking extension in state Succeeded, and no file integrity monitoring by Defender for Endpoint"
	reason(children([tracker("Linux", "Succeeded")], [])) == without_rule
	reason(children([tracker("Linux", "Failed")], ["/dcr"])) == nothing
}
