# METADATA
# title: System updates on virtual machine scale sets should be installed
# description: >-
#   Missing security updates leave known holes open on every instance of the set. Evidence is the exported
#   assessment of Defender for Cloud, or its findings where those alone were exported. The retired Log
#   Analytics agent fed it.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachinescalesets]
#   requires: [microsoft.security/assessments]
#   remediation: Use a current image, upgrade the instances and enable automatic upgrades of the OS image.
#   assessment_key: bd20bd91-aaf1-7f14-b6e4-866de2f43146
#   azure_policy: c3f317a7-a95c-4547-b7e7-11017ebdf2fe
#   deprecated: true
package azure.compute.scale_set_system_updates

import data.lib.imported

default healthy := false

source := {
	"title": "System updates on virtual machine scale sets should be installed",
	"keys": ["bd20bd91-aaf1-7f14-b6e4-866de2f43146"],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
