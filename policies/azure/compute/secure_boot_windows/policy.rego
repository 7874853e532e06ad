# METADATA
# title: Secure Boot should be enabled on supported Windows virtual machines
# description: >-
#   Secure Boot refuses boot loaders, kernels and drivers that are not signed by a trusted publisher. It
#   exists on Trusted Launch and confidential machines. Evidence is `secureBootEnabled` of the machine.
# custom:
#   severity: low
#   resource_types: [microsoft.compute/virtualmachines]
#   remediation: Stop the machine, enable Secure Boot in its security settings, and start it again.
#   fix: az vm update --ids {id} --enable-secure-boot true
#   assessment_key: 69ad830b-d98c-b1cf-2158-9d69d38c7093
#   azure_policy: 97566dd7-78ae-4997-8b36-1c7bfe0d8121
package azure.compute.secure_boot_windows

import data.lib.attributes
import data.lib.guest_attestation
import data.lib.text

default healthy := false

applicable if {
	guest_attestation.runs(input, "windows")
	text.one_of(input.properties.securityProfile.securityType, ["TrustedLaunch", "ConfidentialVM"])
	attributes.present(input, "properties.securityProfile.uefiSettings")
}

healthy if input.properties.securityProfile.uefiSettings.secureBootEnabled == true

reasons contains attributes.mismatch(input, "properties.securityProfile.uefiSettings.secureBootEnabled", "true") if not healthy
