# METADATA
# title: Virtual machine scale sets should be configured securely
# description: >-
#   A weak setting of the operating system is repeated on every instance of the set. Evidence is the
#   exported assessment of Defender for Cloud, or its findings where those alone were exported. The retired
#   Log Analytics agent fed it.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachinescalesets]
#   requires: [microsoft.security/assessments]
#   remediation: Apply the settings that the findings name to the image of the set and upgrade the instances.
#   assessment_key: 8941d121-f740-35f6-952c-6561d2b38d36
#   azure_policy: 3c735d8a-a4ba-4a3a-b7cf-db7754cf57f4
#   deprecated: true
package azure.compute.scale_set_secure_configuration

import data.lib.imported

default healthy := false

source := {
	"title": "Virtual machine scale sets should be configured securely",
	"keys": ["8941d121-f740-35f6-952c-6561d2b38d36"],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
