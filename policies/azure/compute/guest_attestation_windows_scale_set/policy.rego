# METADATA
# title: Guest Attestation extension should be installed on supported Windows virtual machine scale sets
# description: >-
#   The extension has the boot of the machines attested, so that a rootkit shows. Evidence is the extension
#   GuestAttestation of the scale set; supported are scale sets with a Windows image, Secure Boot
#   and a vTPM.
# custom:
#   severity: low
#   resource_types: [microsoft.compute/virtualmachinescalesets]
#   remediation: Add the extension GuestAttestation to the scale set, and update its instances where they do not follow by themselves.
#   fix: az vmss extension set --vmss-name {name} --resource-group {resourceGroup} --subscription {subscription} --publisher Microsoft.Azure.Security.WindowsAttestation --name GuestAttestation --enable-auto-upgrade true
#   assessment_key: 02e8ca50-0e7e-cc34-0b91-215af2904248
#   azure_policy: f655e522-adff-494d-95c2-52d4f6d56a42
package azure.compute.guest_attestation_windows_scale_set

import data.lib.guest_attestation

default healthy := false

applicable if guest_attestation.is_supported_scale_set(input, "windows")

healthy if guest_attestation.has_agent(input, "windows")

reasons contains guest_attestation.not_attested(input, "windows") if not healthy
