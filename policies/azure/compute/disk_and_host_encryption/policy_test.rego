package azure.compute.disk_and_host_encryption_test

import data.azure.compute.disk_and_host_encryption
import data.lib.machines_sample_test as machines
import data.lib.resources_sample_test as sample

os_disk := {"name": "os", "osType": "Linux", "managedDisk": {"id": "/Disks/os"}}

storage := {"osDisk": os_disk, "dataDisks": [{"lun": 0, "name": "data", "managedDisk": {"id": "/Disks/data"}}]}

machine(properties) := sample.resource("microsoft.compute/virtualmachines", object.union(
	{"hardwareProfile": {"vmSize": "Standard_D2s_v5"}, "storageProfile": storage},
	properties,
))

vm := machine({})

at_host(value) := machine({"securityProfile": {"encryptionAtHost": value}})

agent(state) := machines.extension("Microsoft.Azure.Security", "AzureDiskEncryptionForLinux", state)

inventory(extensions, data_encrypted) := object.union(machines.with_extensions(vm, extensions), {"by_id": {
	"/disks/os": {"properties": {"encryptionSettingsCollection": {"enabled": true}}},
	"/disks/data": {"properties": {"encryptionSettingsCollection": {"enabled": data_encrypted}}},
}})

bare := inventory([], false)

encrypted(resource, records) if disk_and_host_encryption.healthy with input as resource with data.inventory as records

reasons(resource, records) := found if {
	found := disk_and_host_encryption.reasons with input as resource with data.inventory as records
}

concerns(resource) if disk_and_host_encryption.applicable with input as resource

no_extension := "extension AzureDiskEncryption or AzureDiskEncryptionForLinux is missing"

test_healthy_with_encryption_at_host if {
	encrypted(at_host(true), bare)
	reasons(at_host(true), bare) == set()
}

test_healthy_with_encrypted_disks if {
	encrypted(vm, inventory([agent("Succeeded")], true))
	encrypted(at_host(false), inventory([agent("Succeeded")], true))
	reasons(vm, inventory([agent("Succeeded")], true)) == set()
}

test_unhealthy if {
	not encrypted(at_host(false), bare)
	reasons(at_host(false), bare) == {"properties.securityProfile.encryptionAtHost is false, wanted true", no_extension}
}

test_disk_that_is_not_encrypted_is_unhealthy if {
	records := inventory([agent("Succeeded")], false)
	not encrypted(vm, records)
	reasons(vm, records) == {"properties.securityProfile.encryptionAtHost is not set, wanted true", "disk data is not encrypted"}
	not encrypted(vm, inventory([agent("Failed")], true))
}

test_missing_encryption_is_unhealthy if {
	every resource in [vm, machine({"securityProfile": null}), at_host(null), at_host("true"), object.remove(vm, ["properties"])] {
		concerns(resource)
		not encrypted(resource, bare)
	}
	not encrypted(object.remove(vm, ["properties"]), inventory([agent("Succeeded")], true))
	not encrypted(vm, inventory([agent("Succeeded")], null))
}

test_applicable if {
	concerns(vm)
	concerns(machine({"storageProfile": {"osDisk": {"diffDiskSettings": null}}}))
}

test_not_applicable_to_ephemeral_disks if {
	not concerns(machine({"storageProfile": {"osDisk": {"diffDiskSettings": {"option": "local"}}}}))
}

test_not_applicable_to_basic_sizes if {
	not concerns(machine({"hardwareProfile": {"vmSize": "Basic_A1"}}))
	not concerns(sample.resource("microsoft.classiccompute/virtualmachines", {"hardwareProfile": {"size": "basic_A1"}}))
}
