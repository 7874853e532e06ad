# METADATA
# title: vTPM should be enabled on supported virtual machines
# description: >-
#   A virtual TPM measures the boot chain, so that a tampered boot can be detected and secrets stay bound to
#   the machine. It exists on Trusted Launch machines. Evidence is `vTpmEnabled` of the machine.
# custom:
#   severity: low
#   resource_types: [microsoft.compute/virtualmachines]
#   remediation: Stop the machine, enable the vTPM in its security settings, and start it again.
#   fix: az vm update --ids {id} --enable-vtpm true
#   assessment_key: 861bbc73-0a55-8d1d-efc6-e92d9e1176e0
#   azure_policy: 1c30f9cd-b84c-49cc-aa2c-9288447cc3b3
package azure.compute.vtpm

import data.lib.attributes
import data.lib.text

default healthy := false

applicable if {
	text.same(input.properties.securityProfile.securityType, "TrustedLaunch")
	attributes.present(input, "properties.securityProfile.uefiSettings")
}

healthy if input.properties.securityProfile.uefiSettings.vTpmEnabled == true

reasons contains attributes.mismatch(input, "properties.securityProfile.uefiSettings.vTpmEnabled", "true") if not healthy
