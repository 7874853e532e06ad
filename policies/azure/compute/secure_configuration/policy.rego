# METADATA
# title: Machines should be configured securely
# description: >-
#   Weak settings of the operating system ease attacks. Evidence is the exported assessment of Defender for
#   Cloud, or its findings where those alone were exported. The retired Log Analytics agent fed it.
# custom:
#   severity: low
#   resource_types: [microsoft.compute/virtualmachines, microsoft.classiccompute/virtualmachines]
#   requires: [microsoft.security/assessments]
#   remediation: Apply the settings of the security baseline that the findings name.
#   assessment_key: c476dc48-8110-4139-91af-c8d940896b98
#   azure_policy: e1e5fd5d-3e4c-4ce1-8661-7d1873ae6b15
#   deprecated: true
package azure.compute.secure_configuration

import data.lib.imported

default healthy := false

source := {
	"title": "Machines should be configured securely",
	"keys": ["c476dc48-8110-4139-91af-c8d940896b98"],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
