# METADATA
# title: Virtual machines should encrypt temp disks, caches, and data flows between Compute and Storage resources
# description: >-
#   Temporary disks and caches stay readable on the host unless they are encrypted there. Evidence is encryption at
#   host, or the extension of Azure Disk Encryption in state Succeeded with encryption settings enabled on every
#   managed disk. Every operating system counts as supported, every size but the series Basic A.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachines, microsoft.classiccompute/virtualmachines]
#   requires: [microsoft.compute/virtualmachines/extensions, microsoft.compute/disks]
#   remediation: Deallocate the machine, enable encryption at host, and start it again.
#   fix: az resource patch --ids {id} --properties '{"securityProfile":{"encryptionAtHost":true}}'
#   assessment_key: d57a4221-a804-52ca-3dea-768284f06bb7
#   azure_policy: 0961003e-5a0a-4549-abde-af6a37f2724d
#   deprecated: true
package azure.compute.disk_and_host_encryption

import data.lib.attributes
import data.lib.disk_encryption
import data.lib.text

default healthy := false

is_ephemeral if text.same(attributes.value(input, "properties.storageProfile.osDisk.diffDiskSettings.option"), "Local")

# A classic machine has `size`.
is_unsupported_size if {
	some field in ["properties.hardwareProfile.vmSize", "properties.hardwareProfile.size"]
	text.starts_with(attributes.value(input, field), "Basic_")
}

applicable if {
	not is_ephemeral
	not is_unsupported_size
}

at_host if input.properties.securityProfile.encryptionAtHost == true

healthy if at_host

healthy if count(disk_encryption.shortcomings(input)) == 0

reasons contains attributes.mismatch(input, "properties.securityProfile.encryptionAtHost", "true") if not healthy

reasons contains message if {
	not at_host
	some message in disk_encryption.shortcomings(input)
}
