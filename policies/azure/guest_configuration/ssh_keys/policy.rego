# METADATA
# title: Authentication to Linux machines should require SSH keys
# description: >-
#   Passwords can be guessed, SSH keys cannot. Evidence is the guest assignment LinuxNoPasswordForSSH in state
#   Compliant: the SSH server of the machine refuses passwords.
# custom:
#   severity: medium
#   resource_types: [microsoft.compute/virtualmachines, microsoft.hybridcompute/machines, microsoft.connectedvmwarevsphere/virtualmachines]
#   requires: [microsoft.guestconfiguration/guestconfigurationassignments]
#   parameters:
#     IncludeArcMachines:
#       type: string
#       default: "true"
#       description: Whether machines connected through Azure Arc are assessed as well, "true" or "false".
#   remediation: Set `PasswordAuthentication no` in the configuration of the SSH server, once every user has a key, and restart the server.
#   assessment_key: 22441184-2f7b-d4a0-e00b-4c5eaef4afc9
#   azure_policy: 630c64f9-8b6b-4c64-b511-6544ceff6fd6
package azure.guest_configuration.ssh_keys

import data.lib.guest_configuration
import data.lib.images

default healthy := false

settings := data.parameters.azure.guest_configuration.ssh_keys

applicable if images.is_linux(input)

applicable if guest_configuration.is_included(input, "linux", settings.IncludeArcMachines)

healthy if guest_configuration.is_compliant(input, "LinuxNoPasswordForSSH")

reasons contains reason if some reason in guest_configuration.not_compliant(input, "LinuxNoPasswordForSSH")
