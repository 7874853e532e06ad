# METADATA
# title: Linux virtual machines should use only signed and trusted boot components
# description: >-
#   An unsigned boot loader, kernel or driver can hide malware below the operating system. Only an agent in
#   the machine sees it, so evidence is the exported assessment of Defender for Cloud, or its findings where
#   those alone were exported.
# custom:
#   severity: low
#   resource_types: [microsoft.compute/virtualmachines]
#   requires: [microsoft.security/assessments]
#   remediation: Replace the components that the findings name by signed ones, or trust them if they are your own.
#   assessment_key: ad50b498-f90c-451f-886f-d0a169cc5002
#   azure_policy: 13a6c84f-49a5-410a-b5df-5b880c3fe009
package azure.compute.trusted_boot_components

import data.lib.imported

default healthy := false

source := {
	"title": "Linux virtual machines should use only signed and trusted boot components",
	"keys": ["ad50b498-f90c-451f-886f-d0a169cc5002"],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
