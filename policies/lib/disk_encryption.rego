# METADATA
# title: Azure Disk Encryption
# description: |
#   The extension that encrypts the disks of a virtual machine from within. It leaves its mark, the encryption
#   settings, on each managed disk.
package lib.disk_encryption

import data.lib.attributes
import data.lib.extensions
import data.lib.ids

publisher := "Microsoft.Azure.Security"

agents(vm) := array.concat(
	extensions.by_type(vm, publisher, "AzureDiskEncryption"),
	extensions.by_type(vm, publisher, "AzureDiskEncryptionForLinux"),
)

disks(vm) := array.concat(
	[os_disk(vm)],
	attributes.items(vm, "properties.storageProfile.dataDisks"),
)

os_disk(vm) := {} if {
	attributes.absent(vm, "properties.storageProfile.osDisk")
} else := vm.properties.storageProfile.osDisk

# Why the disks of the virtual machine are not encrypted; empty for those that are.
shortcomings(vm) := {extensions.not_installed(agents(vm), "AzureDiskEncryption or AzureDiskEncryptionForLinux")} if {
	not extensions.any_succeeded(agents(vm))
} else := {sprintf("disk %s is not encrypted", [attributes.shown(disk, "name")]) |
	some disk in disks(vm)
	not is_encrypted(disk)
}

is_encrypted(disk) if {
	id := attributes.value(disk, "managedDisk.id")
	is_string(id)
	data.inventory.by_id[ids.folded(id)].properties.encryptionSettingsCollection.enabled == true
}
