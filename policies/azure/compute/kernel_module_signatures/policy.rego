# METADATA
# title: Linux virtual machines should enforce kernel module signature validation
# description: >-
#   A kernel that loads unsigned modules can be taken over by a rootkit. Only an agent in the machine sees
#   it, so evidence is the exported assessment of Defender for Cloud, or its findings where those alone were
#   exported.
# custom:
#   severity: low
#   resource_types: [microsoft.compute/virtualmachines]
#   requires: [microsoft.security/assessments]
#   remediation: Enable Secure Boot and let the kernel refuse modules without a valid signature.
#   assessment_key: e2f798b8-621a-4d46-99d7-1310e09eba26
package azure.compute.kernel_module_signatures

import data.lib.imported

default healthy := false

source := {
	"title": "Linux virtual machines should enforce kernel module signature validation",
	"keys": ["e2f798b8-621a-4d46-99d7-1310e09eba26"],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
