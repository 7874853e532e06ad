package azure.compute.file_integrity_monitoring_test

import data.azure.compute.file_integrity_monitoring
import data.lib.machines_sample_test as machines

tracker(state) := machines.extension("Microsoft.Azure.ChangeTrackingAndInventory", "ChangeTracking-Linux", state)

endpoint := machines.extension("Microsoft.Azure.AzureDefenderForServers", "MDE.Linux", "Succeeded")

rules(holder, ids) := {"children": {holder.id: {"microsoft.insights/datacollectionruleassociations": [association |
	some id in ids
	association := {"properties": {"dataCollectionRuleId": id}}
]}}}

inventory(holder, extensions, rule_ids, plan) := object.union_n([
	machines.with_extensions(holder, extensions),
	rules(holder, rule_ids),
	machines.with_plan(plan),
])

plan_2 := {"pricingTier": "Standard", "subPlan": "P2"}

monitored(holder, extensions, rule_ids, plan) if {
	file_integrity_monitoring.healthy with input as holder with data.inventory as inventory(holder, extensions, rule_ids, plan)
}

reasons(extensions, rule_ids) := found if {
	found := file_integrity_monitoring.reasons with input as machines.vm with data.inventory as inventory(machines.vm, extensions, rule_ids, plan_2)
}

concerns(plan) if file_integrity_monitoring.applicable with input as machines.vm with data.inventory as inventory(machines.vm, [], [], plan)

test_healthy_with_change_tracking if {
	monitored(machines.vm, [tracker("Succeeded")], ["/dcr"], plan_2)
	monitored(machines.arc, [tracker("Succeeded")], ["/dcr"], plan_2)
	reasons([tracker("Succeeded")], ["/dcr"]) == set()
}

test_healthy_with_defender_for_endpoint if {
	enabled := object.union(plan_2, {"extensions": [{"name": "FileIntegrityMonitoring", "isEnabled": "True"}]})
	monitored(machines.vm, [endpoint], [], enabled)
	monitored(machines.arc, [endpoint], [], enabled)
}

test_unhealthy if {
	nothing := {"no change tracking extension in state Succeeded, and no file integrity monitoring by Defender for Endpoint"}
	not monitored(machines.vm, [tracker("Failed")], ["/dcr"], plan_2)
	reasons([tracker("Failed")], ["/dcr"]) == nothing
	not monitored(machines.vm, [endpoint], [], plan_2)
	reasons([endpoint], []) == nothing
}

test_missing_rule_is_unhealthy if {
	not monitored(machines.vm, [tracker("Succeeded")], [], plan_2)
	reasons([tracker("Succeeded")], []) == {"the change tracking extension has no data collection rule that collects changes, wanted one"}
}

test_missing_extensions_are_unhealthy if not file_integrity_monitoring.healthy with input as machines.vm with data.inventory as {"children": {}}

test_applicable if {
	concerns(plan_2)
	concerns({"pricingTier": "Standard"})
	file_integrity_monitoring.applicable with input as machines.vm with data.inventory as {"by_type": {}}
}

test_not_applicable_without_plan_2 if {
	not concerns({"pricingTier": "Free"})
	not concerns({"pricingTier": "Standard", "subPlan": "P1"})
}
