# METADATA
# title: Azure Backup should be enabled for virtual machines
# description: >-
#   Without a backup, ransomware or a mistaken deletion costs the data of the machine for good. Evidence is a
#   protected item of a Recovery Services vault for the machine, whatever the state of its backups. The items of
#   databases inside the machine and items that are already deleted (soft delete) do not count. It does not concern
#   the machines that Azure Databricks and Azure Red Hat OpenShift manage.
# custom:
#   severity: low
#   resource_types: [microsoft.compute/virtualmachines]
#   requires: [microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems]
#   remediation: Enable backup of the virtual machine in a Recovery Services vault of its region.
#   fix: az backup protection enable-for-vm --subscription {subscription} --resource-group "$VAULT_RESOURCE_GROUP" --vault-name "$VAULT_NAME" --policy-name "$BACKUP_POLICY" --vm {id}
#   assessment_key: f2f595ec-5dc6-68b4-82ef-b63563e9c610
#   azure_policy: 013e242c-8828-4970-87b3-ab247555486d
package azure.compute.backup

import data.lib.attributes
import data.lib.ids
import data.lib.text

default healthy := false

image_publisher := attributes.value(input, "properties.storageProfile.imageReference.publisher")

applicable if {
	not text.contains_text(input.id, "/resourceGroups/databricks-rg-")
	not text.one_of(image_publisher, ["AzureDatabricks", "azureopenshift"])
}

items := {item | some item in items_of[ids.folded(input.id)]}

# The items of each source, by its id.
items_of[id] contains item if {
	some item in data.inventory.by_type["microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems"]
	is_string(item.properties.sourceResourceId)
	id := ids.folded(item.properties.sourceResourceId)
	not text.same(attributes.value(item, "properties.backupManagementType"), "AzureWorkload")
}

deleted contains item if {
	some item in items
	item.properties.isScheduledForDeferredDelete == true
}

healthy if count(items - deleted) > 0

reasons contains "no Recovery Services vault has a protected item for the virtual machine, wanted one" if count(items) == 0

reasons contains "the protected item of the virtual machine is deleted and kept for a few days only, wanted an active one" if {
	not healthy
	count(items) > 0
}
