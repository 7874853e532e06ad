package azure.compute.backup_test

import data.azure.compute.backup

subscription := "/subscriptions/44444444-4444-4444-8444-444444444444"

vm_id(group) := lower(sprintf("%s/resourceGroups/%s/providers/Microsoft.Compute/virtualMachines/vm-shop", [subscription, group]))

vm(group, publisher) := {
	"id": vm_id(group),
	"type": "microsoft.compute/virtualmachines",
	"properties": {"storageProfile": {"imageReference": {"publisher": publisher, "offer": "ubuntu-24_04-lts", "sku": "server"}}},
}

machine := vm("rg-shop", "Canonical")

item(source_id, properties) := {
	"id": lower(sprintf(
		"%s/resourceGroups/rg-backup/providers/Microsoft.RecoveryServices/vaults/rsv/backupFabrics/Azure/protectionContainers/%s/protectedItems/%s",
		[subscription, "iaasvmcontainer;iaasvmcontainerv2;rg-shop;vm-shop", "vm;iaasvmcontainerv2;rg-shop;vm-shop"],
	)),
	"type": "microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems",
	"properties": object.union(
		{
			"protectedItemType": "Microsoft.Compute/virtualMachines",
			"backupManagementType": "AzureIaasVM",
			"workloadType": "VM",
			"sourceResourceId": source_id,
			"protectionState": "Protected",
		},
		properties,
	),
}

source := sprintf("%s/resourceGroups/RG-Shop/providers/Microsoft.Compute/virtualMachines/VM-Shop", [subscription])

other := sprintf("%s/resourceGroups/rg-shop/providers/Microsoft.Compute/virtualMachines/vm-shop2", [subscription])

inventory(items) := {"by_type": {"microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems": items}}

protected(items) if backup.healthy with input as machine with data.inventory as inventory(items)

reasons(items) := found if found := backup.reasons with input as machine with data.inventory as inventory(items)

none := {"no Recovery Services vault has a protected item for the virtual machine, wanted one"}

test_healthy if {
	protected([item(other, {}), item(source, {})])
	reasons([item(source, {})]) == set()
}

test_healthy_in_any_state if {
	protected([item(source, {"protectionState": "ProtectionStopped"})])
	protected([item(source, {"isScheduledForDeferredDelete": false})])
	protected([{"id": "/item", "properties": {"sourceResourceId": source}}])
}

test_unhealthy if {
	not protected([item(other, {})])
	reasons([item(other, {})]) == none
	not protected([])
	reasons([]) == none
}

test_missing_source_is_unhealthy if {
	not protected([item(null, {})])
	not protected([{"id": "/item", "properties": {"backupManagementType": "AzureIaasVM"}}])
	not backup.healthy with input as machine with data.inventory as {"by_type": {}}
}

test_database_in_the_machine_is_unhealthy if {
	database := item(source, {
		"protectedItemType": "AzureVmWorkloadSQLDatabase",
		"backupManagementType": "azureworkload",
		"workloadType": "SQLDataBase",
	})
	not protected([database])
	reasons([database]) == none
}

test_deleted_item_is_unhealthy if {
	deleted := item(source, {"isScheduledForDeferredDelete": true, "protectionState": "ProtectionStopped"})
	not protected([deleted])
	reasons([deleted]) == {"the protected item of the virtual machine is deleted and kept for a few days only, wanted an active one"}
	protected([deleted, item(source, {})])
	reasons([deleted, item(source, {})]) == set()
}

test_applicable if {
	backup.applicable with input as machine
	backup.applicable with input as vm("my-databricks-rg", "MicrosoftWindowsServer")
	backup.applicable with input as {"id": vm_id("rg-shop"), "type": "microsoft.compute/virtualmachines"}
}

test_not_applicable_to_managed_machines if {
	not backup.applicable with input as vm("databricks-rg-analytics", "Canonical")
	not backup.applicable with input as vm("rg-shop", "azuredatabricks")
	not backup.applicable with input as vm("rg-shop", "AzureOpenShift")
}
