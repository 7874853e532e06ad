# METADATA
# title: Guest Configuration extension should be installed on machines
# description: >-
#   The extension checks settings inside the machine; without it policies that judge them see nothing. Evidence
#   is an extension of the publisher Microsoft.GuestConfiguration in state Succeeded.
# custom:
#   severity: medium
#   resource_types: [microsoft.compute/virtualmachines]
#   requires: [microsoft.compute/virtualmachines/extensions]
#   remediation: Install the extension ConfigurationForLinux or ConfigurationforWindows, by the operating system of the machine.
#   fix: az vm extension set --ids {id} --publisher Microsoft.GuestConfiguration --name "$EXTENSION_TYPE" --enable-auto-upgrade true
#   assessment_key: 6c99f570-2ce7-46bc-8175-cde013df43bc
#   azure_policy: ae89ebca-1c92-4898-ac2c-9f63decb045c
package azure.guest_configuration.extension

import data.lib.extensions
import data.lib.images

default healthy := false

applicable if images.takes_extension(input)

agents := extensions.by_publisher(input, "Microsoft.GuestConfiguration")

healthy if extensions.any_succeeded(agents)

reasons contains extensions.not_installed(agents, "of publisher Microsoft.GuestConfiguration") if not healthy
