# METADATA
# title: Virtual machines guest attestation status should be healthy
# description: >-
#   Attestation proves that the machine booted what it was meant to boot. Only the attestation service sees
#   the boot log, so evidence is the exported assessment of Defender for Cloud, or its findings where those
#   alone were exported.
# custom:
#   severity: medium
#   resource_types: [microsoft.compute/virtualmachines]
#   requires: [microsoft.security/assessments]
#   remediation: Find out which boot component changed, and redeploy the machine if nobody intended it.
#   assessment_key: b7604066-ed76-45f9-a5c1-c97e4812dc55
#   azure_policy: f6358610-e532-4236-b178-4c65865eb262
package azure.compute.guest_attestation

import data.lib.imported

default healthy := false

source := {
	"title": "Virtual machines guest attestation status should be healthy",
	"keys": ["b7604066-ed76-45f9-a5c1-c97e4812dc55"],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
