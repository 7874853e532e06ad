package lib.disk_encryption_test

import data.lib.disk_encryption

vm(os_disk, data_disks) := {
	"id": "/vm",
	"type": "microsoft.compute/virtualmachines",
	"properties": {"storageProfile": {"osDisk": os_disk, "dataDisks": data_disks}},
}

disk(name) := {"name": name, "managedDisk": {"id": sprintf("/Disks/%s", [name])}}

two_disks := vm(disk("os"), [disk("data")])

agent(extension_type, state) := {"properties": {
	"publisher": "Microsoft.Azure.Security",
	"type": extension_type,
	"provisioningState": state,
}}

inventory(extensions, os_encrypted, data_encrypted) := {
	"children": {"/vm": {"microsoft.compute/virtualmachines/extensions": extensions}},
	"by_id": {
		"/disks/os": {"properties": {"encryptionSettingsCollection": {"enabled": os_encrypted}}},
		"/disks/data": {"properties": {"encryptionSettingsCollection": {"enabled": data_encrypted}}},
	},
}

windows := [agent("AzureDiskEncryption", "Succeeded")]

shortcomings(machine, records) := found if found := disk_encryption.shortcomings(machine) with data.inventory as records

test_encrypted if {
	shortcomings(two_disks, inventory(windows, true, true)) == set()
	shortcomings(two_disks, inventory([agent("azurediskencryptionforlinux", "Succeeded")], true, true)) == set()
	shortcomings(vm(disk("os"), null), inventory(windows, true, false)) == set()
}

test_without_the_extension if {
	missing := {"extension AzureDiskEncryption or AzureDiskEncryptionForLinux is missing"}
	shortcomings(two_disks, inventory([], true, true)) == missing
	other := {"properties": {"publisher": "Contoso", "type": "AzureDiskEncryption", "provisioningState": "Succeeded"}}
	shortcomings(two_disks, inventory([other], true, true)) == missing
}

test_failed_extension if {
	failed := {"extension AzureDiskEncryption or AzureDiskEncryptionForLinux is not in state Succeeded"}
	shortcomings(two_disks, inventory([agent("AzureDiskEncryption", "Failed")], true, true)) == failed
}

test_disks_that_are_not_encrypted if {
	shortcomings(two_disks, inventory(windows, false, true)) == {"disk os is not encrypted"}
	shortcomings(two_disks, inventory(windows, true, false)) == {"disk data is not encrypted"}
	shortcomings(two_disks, inventory(windows, true, null)) == {"disk data is not encrypted"}
}

test_unknown_disks if {
	records := inventory(windows, true, true)
	shortcomings(vm(disk("other"), []), records) == {"disk other is not encrypted"}
	shortcomings(vm({"name": "os", "vhd": {"uri": "https://contoso.example/os.vhd"}}, []), records) == {"disk os is not encrypted"}
	shortcomings(vm(null, []), records) == {"disk not set is not encrypted"}
	shortcomings({"id": "/vm", "type": "microsoft.compute/virtualmachines"}, records) == {"disk not set is not encrypted"}
}
