# METADATA
# title: Endpoint protection health issues on machines should be resolved
# description: >-
#   Endpoint protection that is off or outdated protects nothing. Evidence is the exported assessments of
#   Defender for Cloud, which stand under two keys, or their findings where those alone were exported; the
#   retired Log Analytics agent fed them.
# custom:
#   severity: medium
#   resource_types:
#     - microsoft.compute/virtualmachines
#     - microsoft.classiccompute/virtualmachines
#     - microsoft.hybridcompute/machines
#   requires: [microsoft.security/assessments]
#   remediation: Turn on real-time protection, update the signatures and run a scan.
#   assessment_key: 37a3689a-818e-4a0e-82ac-b1392b9bb000
#   azure_policy: 8e42c1f2-a2ab-49bc-994a-12bcd0dc4ac2
#   deprecated: true
package azure.compute.endpoint_protection_health

import data.lib.imported

default healthy := false

source := {
	"title": "Endpoint protection health issues on machines should be resolved",
	"keys": [
		"37a3689a-818e-4a0e-82ac-b1392b9bb000",
		"3bcd234d-c9c7-c2a2-89e0-c01f419c1a8a",
	],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
