# METADATA
# title: Linux virtual machines should use Secure Boot
# description: >-
#   Secure Boot refuses boot loaders, kernels and drivers that are not signed by a trusted publisher. It concerns
#   machines with the extension AzureSecurityLinuxAgent; evidence is the security profile of the machine.
# custom:
#   severity: low
#   resource_types: [microsoft.compute/virtualmachines]
#   requires: [microsoft.compute/virtualmachines/extensions]
#   remediation: Stop the machine, enable Secure Boot in its security settings, and start it again.
#   fix: az vm update --ids {id} --enable-secure-boot true
#   assessment_key: 0396b18c-41aa-489c-affd-4ee5d1714a59
#   azure_policy: b1bb3592-47b8-4150-8db0-bfdcc2c8965b
package azure.compute.secure_boot_linux

import data.lib.attributes
import data.lib.extensions

default healthy := false

applicable if extensions.present(input, "Microsoft.Azure.Security.Monitoring", "AzureSecurityLinuxAgent")

healthy if input.properties.securityProfile.uefiSettings.secureBootEnabled == true

reasons contains attributes.mismatch(input, "properties.securityProfile.uefiSettings.secureBootEnabled", "true") if not healthy
