# METADATA
# title: Guest Attestation extension should be installed on supported Windows virtual machines
# description: >-
#   The extension has the boot of the machine attested, so that a rootkit shows. Evidence is the extension
#   GuestAttestation in state Succeeded; supported are machines with Secure Boot and a vTPM.
# custom:
#   severity: low
#   resource_types: [microsoft.compute/virtualmachines]
#   requires: [microsoft.compute/virtualmachines/extensions]
#   remediation: Install the extension GuestAttestation on the virtual machine.
#   fix: az vm extension set --ids {id} --publisher Microsoft.Azure.Security.WindowsAttestation --name GuestAttestation --enable-auto-upgrade true
#   assessment_key: 874b14bd-b49e-495a-88c6-46acb89b0a33
#   azure_policy: 1cb4d9c2-f88f-4069-bee0-dba239a57b09
package azure.compute.guest_attestation_windows

import data.lib.guest_attestation

default healthy := false

applicable if guest_attestation.is_supported(input, "windows")

healthy if guest_attestation.has_succeeded(input, "windows")

reasons contains guest_attestation.not_attested(input, "windows") if not healthy
