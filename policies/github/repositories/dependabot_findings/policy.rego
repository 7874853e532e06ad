# METADATA
# title: Code repositories should have Dependabot scanning findings resolved
# description: >-
#   A dependency with a known vulnerability opens every build that contains it. Of a repository that GitHub
#   listed the evidence are its alerts: none is open, the scan is on, and some alert of the organisation was
#   exported, else the scan is not applicable. For a repository from a connector it is its exported
#   assessment.
# custom:
#   severity: medium
#   resource_types:
#     - microsoft.security/securityconnectors/devops/githubowners/repos
#     - microsoft.security/securityconnectors/devops/azuredevopsorgs/projects/repos
#   remediation: Update the dependencies that the alerts name, or dismiss an alert with its reason.
#   assessment_key: 822425e3-827f-4f35-bc33-33749257f851
package github.repositories.dependabot_findings

import data.lib.code_alerts

default healthy := false

scan := {
	"name": "Dependabot",
	"title": "Code repositories should have Dependabot scanning findings resolved",
	"keys": ["822425e3-827f-4f35-bc33-33749257f851"],
}

applicable if code_alerts.applicable(input, scan)

healthy if code_alerts.healthy(input, scan)

reasons contains code_alerts.reason(input, scan) if not healthy
