# METADATA
# title: Guest Attestation extension should be installed on supported Linux virtual machine scale sets
# description: >-
#   The extension has the boot of the machines attested, so that a rootkit shows. Evidence is the extension
#   GuestAttestation of the scale set; supported are scale sets with one of the images that the extension supports, Secure Boot
#   and a vTPM.
# custom:
#   severity: low
#   resource_types: [microsoft.compute/virtualmachinescalesets]
#   remediation: Add the extension GuestAttestation to the scale set, and update its instances where they do not follow by themselves.
#   fix: az vmss extension set --vmss-name {name} --resource-group {resourceGroup} --subscription {subscription} --publisher Microsoft.Azure.Security.LinuxAttestation --name GuestAttestation --enable-auto-upgrade true
#   assessment_key: a9a53f4f-26b6-3d68-33f3-2ec1f2452b5d
#   azure_policy: a21f8c92-9e22-4f09-b759-50500d1d2dda
package azure.compute.guest_attestation_linux_scale_set

import data.lib.guest_attestation

default healthy := false

applicable if guest_attestation.is_supported_scale_set(input, "linux")

healthy if guest_attestation.has_agent(input, "linux")

reasons contains guest_attestation.not_attested(input, "linux") if not healthy
