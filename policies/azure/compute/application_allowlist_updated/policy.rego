# METADATA
# title: Allowlist rules in your adaptive application control policy should be updated
# description: >-
#   An outdated list of known applications raises alerts that nobody reads any more. The feature is retired;
#   evidence is the exported assessment of Defender for Cloud, or its findings where those alone were
#   exported.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachines, microsoft.classiccompute/virtualmachines]
#   requires: [microsoft.security/assessments]
#   remediation: Review the applications that were seen and add the legitimate ones to the list.
#   assessment_key: 1234abcd-1b53-4fd4-9835-2c2fa3935313
#   azure_policy: 123a3936-f020-408a-ba0c-47873faf1534
#   deprecated: true
package azure.compute.application_allowlist_updated

import data.lib.imported

default healthy := false

source := {
	"title": "Allowlist rules in your adaptive application control policy should be updated",
	"keys": ["1234abcd-1b53-4fd4-9835-2c2fa3935313"],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
