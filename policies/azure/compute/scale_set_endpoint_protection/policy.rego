# METADATA
# title: Endpoint protection should be installed on virtual machine scale sets
# description: >-
#   Without endpoint protection malware on an instance goes unnoticed. Evidence is the exported assessment
#   of Defender for Cloud, or its findings where those alone were exported; the retired Log Analytics agent
#   fed it.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachinescalesets]
#   requires: [microsoft.security/assessments]
#   remediation: Add a supported product to the extension profile of the set and upgrade the instances.
#   assessment_key: 21300918-b2e3-0346-785f-c77ff57d243b
#   azure_policy: 26a828e1-e88f-464e-bbb3-c134a282b9de
#   deprecated: true
package azure.compute.scale_set_endpoint_protection

import data.lib.imported

default healthy := false

source := {
	"title": "Endpoint protection should be installed on virtual machine scale sets",
	"keys": ["21300918-b2e3-0346-785f-c77ff57d243b"],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
