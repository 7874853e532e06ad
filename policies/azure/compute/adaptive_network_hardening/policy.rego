# METADATA
# title: Adaptive network hardening recommendations should be applied on internet facing virtual machines
# description: >-
#   Rules that admit more than the traffic needs widen the attack surface. Defender for Cloud learned the
#   traffic with a feature that is retired; evidence is its exported assessment, or its findings where those
#   alone were exported.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachines]
#   requires: [microsoft.security/assessments]
#   remediation: Narrow the rules of the network security groups to the traffic that the machine needs.
#   assessment_key: f9f0eed0-f143-47bf-b856-671ea2eeed62
#   azure_policy: 08e6af2d-db70-460a-bfe9-d5bd474ba9d6
#   deprecated: true
package azure.compute.adaptive_network_hardening

import data.lib.imported

default healthy := false

source := {
	"title": "Adaptive network hardening recommendations should be applied on internet facing virtual machines",
	"keys": ["f9f0eed0-f143-47bf-b856-671ea2eeed62"],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
