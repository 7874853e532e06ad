# METADATA
# title: Machines should be restarted to apply security configuration updates
# description: >-
#   A security setting that waits for a restart protects nothing yet. Only an agent in the machine sees it,
#   so evidence is the exported assessment of Defender for Cloud, or its findings where those alone were
#   exported.
# custom:
#   severity: low
#   resource_types: [microsoft.compute/virtualmachines]
#   requires: [microsoft.security/assessments]
#   remediation: Restart the machine.
#   assessment_key: d79a60ef-d490-484e-91ed-f45ceb0e7cfb
package azure.compute.restart_for_security_configuration

import data.lib.imported

default healthy := false

source := {
	"title": "Machines should be restarted to apply security configuration updates",
	"keys": ["d79a60ef-d490-484e-91ed-f45ceb0e7cfb"],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
