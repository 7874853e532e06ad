# METADATA
# title: Kubernetes clusters should gate deployment of vulnerable images
# description: >-
#   A gate stops images with known vulnerabilities before they run. Which images have findings is known to
#   Defender for Cloud alone, so evidence is its exported assessment, or its findings where those alone were
#   exported, found by this title.
# custom:
#   severity: medium
#   resource_types: [microsoft.containerservice/managedclusters]
#   requires: [microsoft.security/assessments]
#   remediation: Deploy images without open findings and let Azure Policy deny the others.
#   azure_policy: 13cd7ae3-5bc0-4ac4-a62d-4f7c120b9759
#   deprecated: true
package azure.aks.vulnerable_image_gate

import data.lib.imported

default healthy := false

source := {
	"title": "Kubernetes clusters should gate deployment of vulnerable images",
	"keys": [],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
