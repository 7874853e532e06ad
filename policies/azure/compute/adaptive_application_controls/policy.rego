# METADATA
# title: Adaptive application controls for defining safe applications should be enabled on your machines
# description: >-
#   A list of known applications shows when something else runs. The feature is retired; evidence is the
#   exported assessment of Defender for Cloud, or its findings where those alone were exported.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachines, microsoft.classiccompute/virtualmachines]
#   requires: [microsoft.security/assessments]
#   remediation: Control applications with App Control for Business or a comparable product.
#   assessment_key: 35f45c95-27cf-4e52-891f-8390d1de5828
#   azure_policy: 47a6b606-51aa-4496-8bb7-64b11cf66adc
#   deprecated: true
package azure.compute.adaptive_application_controls

import data.lib.imported

default healthy := false

source := {
	"title": "Adaptive application controls for defining safe applications should be enabled on your machines",
	"keys": ["35f45c95-27cf-4e52-891f-8390d1de5828"],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
