# METADATA
# title: Container hosts should be configured securely
# description: >-
#   A weakly configured Docker host lets containers break out. Evidence is the exported assessment of
#   Defender for Cloud, or its findings where those alone were exported; the retired Log Analytics agent fed
#   it.
# custom:
#   severity: high
#   resource_types:
#     - microsoft.compute/virtualmachines
#     - microsoft.classiccompute/virtualmachines
#     - microsoft.compute/virtualmachinescalesets
#   requires: [microsoft.security/assessments]
#   remediation: Apply the settings of the CIS benchmark for Docker that the findings name.
#   assessment_key: 0677209d-e675-2c6f-e91a-54cef2878663
#   azure_policy: e8cbc669-f12d-49eb-93e7-9273119e9933
#   deprecated: true
package azure.compute.container_host_configuration

import data.lib.imported

default healthy := false

source := {
	"title": "Container hosts should be configured securely",
	"keys": ["0677209d-e675-2c6f-e91a-54cef2878663"],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
