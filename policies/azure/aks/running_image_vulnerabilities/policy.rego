# METADATA
# title: Running container images should have vulnerability findings resolved
# description: >-
#   A vulnerability in a running image can be attacked now. Evidence is the exported assessment of Defender
#   for Cloud, or its findings where those alone were exported; the retired scan by Qualys and its successor
#   by Microsoft Defender Vulnerability Management count alike.
# custom:
#   severity: high
#   resource_types: [microsoft.containerservice/managedclusters]
#   requires: [microsoft.security/assessments]
#   remediation: Deploy patched versions of the images that the findings name.
#   assessment_key: 41503391-efa5-47ee-9282-4eff6131462c
#   azure_policy: 0fc39691-5a3f-4e3e-94ee-2e6447309ad9
#   deprecated: true
package azure.aks.running_image_vulnerabilities

import data.lib.imported

default healthy := false

# The second assessment succeeded the first.
source := {
	"title": "Running container images should have vulnerability findings resolved",
	"keys": [
		"41503391-efa5-47ee-9282-4eff6131462c",
		"c609cf0f-71ab-41e9-a3c6-9a1f7fe1b8d5",
	],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
