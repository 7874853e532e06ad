# METADATA
# title: Endpoint protection health issues on virtual machine scale sets should be resolved
# description: >-
#   Endpoint protection that is off or outdated leaves every instance of the set open. Evidence is the
#   exported assessment of Defender for Cloud, or its findings where those alone were exported; the retired
#   Log Analytics agent fed it.
# custom:
#   severity: low
#   resource_types: [microsoft.compute/virtualmachinescalesets]
#   requires: [microsoft.security/assessments]
#   remediation: Turn on real-time protection in the image of the set, update the signatures and run a scan.
#   assessment_key: e71020c2-860c-3235-cd39-04f3f8c936d2
#   azure_policy: 26a828e1-e88f-464e-bbb3-c134a282b9de
#   deprecated: true
package azure.compute.scale_set_endpoint_protection_health

import data.lib.imported

default healthy := false

source := {
	"title": "Endpoint protection health issues on virtual machine scale sets should be resolved",
	"keys": ["e71020c2-860c-3235-cd39-04f3f8c936d2"],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
