# METADATA
# title: Endpoint protection should be installed on machines
# description: >-
#   Without endpoint protection malware on the machine goes unnoticed. Evidence is the exported assessments
#   of Defender for Cloud, which stand under two keys, or their findings where those alone were exported;
#   the retired Log Analytics agent fed them.
# custom:
#   severity: high
#   resource_types:
#     - microsoft.compute/virtualmachines
#     - microsoft.classiccompute/virtualmachines
#     - microsoft.hybridcompute/machines
#   requires: [microsoft.security/assessments]
#   remediation: Install Microsoft Defender for Endpoint or another supported product.
#   assessment_key: 4fb67663-9ab9-475d-b026-8c544cced439
#   azure_policy: 1f7c564c-0a90-4d44-b7e1-9d456cffaee8
#   deprecated: true
package azure.compute.endpoint_protection

import data.lib.imported

default healthy := false

source := {
	"title": "Endpoint protection should be installed on machines",
	"keys": [
		"4fb67663-9ab9-475d-b026-8c544cced439",
		"383cf3bc-fdf9-4a02-120a-3e7e36c6bfee",
	],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
