# METADATA
# title: Over-provisioned identities in subscriptions should be investigated to reduce the Permission Creep Index (PCI)
# description: >-
#   Permissions that nobody uses serve attackers alone. Usage is known to the retired Entra Permissions
#   Management only, so evidence is the exported assessment of Defender for Cloud, or its findings where
#   those alone were exported, found by this title.
# custom:
#   severity: medium
#   resource_types: [microsoft.resources/subscriptions]
#   requires: [microsoft.security/assessments]
#   remediation: Take permissions that were not used for 90 days away from the identities that the findings name.
#   deprecated: true
package azure.identity.permission_creep_index

import data.lib.imported

default healthy := false

source := {
	"title": "Over-provisioned identities in subscriptions should be investigated to reduce the Permission Creep Index (PCI)",
	"keys": [],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
