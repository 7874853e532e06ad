# METADATA
# title: Azure SQL servers and managed instances
# description: |
#   A setting is a child resource of a fixed name and is asked for by its path below the server, as in
#   `auditingSettings/default`. A setting that the inventory does not hold has no values.
package lib.sql

import data.lib.attributes
import data.lib.text

# Synapse Analytics keeps its SQL pools on servers of the same type. A server without a kind is a logical server.
is_logical_server(server) if not text.contains_text(attributes.value(server, "kind"), "analytics")

setting(resource, path) := record if {
	id := sprintf("%s/%s", [resource.id, lower(path)])
	record := data.inventory.by_id[id]
}

value(resource, path, attribute) := found if {
	record := setting(resource, path)
	found := attributes.value(record, attribute)
}

# Why a setting falls short of the wanted value.
mismatch(resource, path, attribute, wanted) := reason if {
	record := setting(resource, path)
	reason := sprintf("%s: %s", [path, attributes.mismatch(record, attribute, wanted)])
} else := sprintf("the inventory holds no %s, wanted %s %s", [path, attribute, wanted])

# Threat detection is listed by what is off; a policy with everything on may hold one empty entry.
every_alert_enabled(resource) if {
	disabled := value(resource, "securityAlertPolicies/default", "properties.disabledAlerts")
	is_array(disabled)
	every alert in disabled {
		alert == ""
	}
}

# Why a resource on which not every alert is enabled falls short.
not_every_alert(resource) := mismatch(
	resource,
	"securityAlertPolicies/default",
	"properties.disabledAlerts",
	"an empty list",
)

scans_recur(resource) if {
	value(resource, "vulnerabilityAssessments/default", "properties.recurringScans.isEnabled") == true
}

managed_by_synapse(resource) if {
	group := concat("/", array.slice(split(resource.id, "/"), 0, 5))
	record := data.inventory.by_id[group]
	text.contains_text(attributes.value(record, "managedBy"), "/providers/Microsoft.Synapse/")
}
