# METADATA
# title: Azure DevOps security posture findings should be resolved
# description: >-
#   Service connections, variable groups and pipelines that are open to everyone hand over what they can
#   reach. Evidence is the assessment of Defender for Cloud for the organisation, project or repository
#   itself, or its findings where those alone were exported, found by this title.
# custom:
#   severity: medium
#   resource_types:
#     - microsoft.security/securityconnectors/devops/azuredevopsorgs
#     - microsoft.security/securityconnectors/devops/azuredevopsorgs/projects
#     - microsoft.security/securityconnectors/devops/azuredevopsorgs/projects/repos
#   requires: [microsoft.security/assessments]
#   remediation: Narrow the permissions of the service connections, variable groups and pipelines that the findings name.
package azure.devops.security_posture_findings

import data.lib.imported

default healthy := false

source := {
	"title": "Azure DevOps security posture findings should be resolved",
	"keys": [],
}

applicable if imported.applicable(input, source)

healthy if imported.healthy(input, source)

reasons contains imported.reason(input, source) if not healthy
