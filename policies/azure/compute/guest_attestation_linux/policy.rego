# METADATA
# title: Guest Attestation extension should be installed on supported Linux virtual machines
# description: >-
#   The extension has the boot of the machine attested, so that a rootkit shows. Evidence is the extension
#   GuestAttestation in state Succeeded; supported are machines with Secure Boot and a vTPM.
# custom:
#   severity: low
#   resource_types: [microsoft.compute/virtualmachines]
#   requires: [microsoft.compute/virtualmachines/extensions]
#   remediation: Install the extension GuestAttestation on the virtual machine.
#   fix: az vm extension set --ids {id} --publisher Microsoft.Azure.Security.LinuxAttestation --name GuestAttestation --enable-auto-upgrade true
#   assessment_key: e94a7421-fc27-7a4d-e9ba-2ba01384cacd
#   azure_policy: 672fe5a1-2fcd-42d7-b85d-902b6e28c6ff
package azure.compute.guest_attestation_linux

import data.lib.guest_attestation

default healthy := false

applicable if guest_attestation.is_supported(input, "linux")

healthy if guest_attestation.has_succeeded(input, "linux")

reasons contains guest_attestation.not_attested(input, "linux") if not healthy
