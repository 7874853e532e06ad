# METADATA
# title: Change tracking of machines
# description: |
#   The three ways in which the files of a machine are watched for changes: the change tracking extension of the
#   Azure Monitor Agent, Defender for Endpoint, and the retired Log Analytics agent.
package lib.change_tracking

import data.lib.attributes
import data.lib.extensions
import data.lib.ids
import data.lib.log_analytics
import data.lib.machines
import data.lib.text

installed(machine, publisher, types) if {
	some extension_type in types
	extensions.installed(machine, publisher, extension_type)
}

has_extension(machine) if {
	installed(machine, "Microsoft.Azure.ChangeTrackingAndInventory", ["ChangeTracking-Windows", "ChangeTracking-Linux"])
}

rule_ids(machine) := {ids.folded(id) |
	some association in data.inventory.children[machine.id]["microsoft.insights/datacollectionruleassociations"]
	id := attributes.value(association, "properties.dataCollectionRuleId")
	not id in {null, ""}
}

# A rule may stand in another subscription, out of sight.
collects_changes(rule_id) if not data.inventory.by_id[rule_id]

collects_changes(rule_id) if {
	some source in attributes.items(data.inventory.by_id[rule_id], "properties.dataSources.extensions")
	text.starts_with(source.extensionName, "ChangeTracking-")
}

is_covered(machine) if {
	has_extension(machine)
	some rule_id in rule_ids(machine)
	collects_changes(rule_id)
}

is_covered(machine) if {
	installed(machine, "Microsoft.Azure.AzureDefenderForServers", ["MDE.Windows", "MDE.Linux"])
	some component in attributes.items(machines.servers_plan(machine), "properties.extensions")
	text.same(component.name, "FileIntegrityMonitoring")
	text.same(component.isEnabled, "True")
}

is_covered(machine) if {
	some workspace in data.inventory.by_type["microsoft.operationalinsights/workspaces"]
	text.one_of(workspace.properties.customerId, log_analytics.workspaces(machine))
	some solution in data.inventory.by_type["microsoft.operationsmanagement/solutions"]
	text.starts_with(solution.name, "ChangeTracking(")
	ids.same(solution.properties.workspaceResourceId, workspace.id)
}

# Why a machine that is not covered falls short.
not_covered(machine) := "the change tracking extension has no data collection rule that collects changes, wanted one" if {
	has_extension(machine)
} else := "no change tracking extension in state Succeeded, and no file integrity monitoring by Defender for Endpoint"
