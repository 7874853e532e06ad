# METADATA
# title: Virtual machines' Guest Configuration extension should be deployed with system-assigned managed identity
# description: >-
#   The extension signs in with the identity of the machine; without a system-assigned one it reports nothing.
#   Evidence is the identity of a machine that has the extension.
# custom:
#   severity: medium
#   resource_types: [microsoft.compute/virtualmachines]
#   requires: [microsoft.compute/virtualmachines/extensions]
#   remediation: Enable the system-assigned managed identity of the virtual machine.
#   fix: az vm identity assign --ids {id}
#   assessment_key: 69133b6b-695a-43eb-a763-221e19556755
#   azure_policy: d26f7642-7545-4e18-9b75-8c9bbdee3a9a
package azure.guest_configuration.extension_identity

import data.lib.attributes
import data.lib.extensions
import data.lib.text

default healthy := false

applicable if count(extensions.by_publisher(input, "Microsoft.GuestConfiguration")) > 0

healthy if text.contains_text(input.identity.type, "SystemAssigned")

reasons contains attributes.mismatch(input, "identity.type", "SystemAssigned") if not healthy
