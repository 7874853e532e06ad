# METADATA
# title: Install endpoint protection solution on virtual machines
# description: >-
#   Without endpoint protection malware on the virtual machine goes unnoticed. Evidence is the exported
#   assessment of Defender for Cloud, or its findings where those alone were exported; the retired Log
#   Analytics agent fed it.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachines, microsoft.classiccompute/virtualmachines]
#   requires: [microsoft.security/assessments]
#   remediation: Install Microsoft Defender for Endpoint or another supported product.
#   assessment_key: 83f577bd-a1b6-b7e1-0891-12ca19d1e6df
#   azure_policy: af6cd1bd-1635-48cb-bde7-5b15693900b9
#   deprecated: true
package azure.compute.endpoint_protection_virtual_machine

import data.lib.imported

default healthy := false

source := {
	"title": "Install endpoint protection solution on virtual machines",
	"keys": ["83f577bd-a1b6-b7e1-0891-12ca19d1e6df"],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
