# METADATA
# title: Code repositories should have code scanning findings resolved
# description: >-
#   An open code scanning alert is a weakness that a tool found and an attacker can find. Of a repository
#   that GitHub listed the evidence are its alerts, those of scanners of infrastructure as code included:
#   none is open, the scan is on, and some alert of the organisation was exported, else the scan is not
#   applicable. For a repository from a connector it is its exported assessment.
# custom:
#   severity: medium
#   resource_types:
#     - microsoft.security/securityconnectors/devops/githubowners/repos
#     - microsoft.security/securityconnectors/devops/azuredevopsorgs/projects/repos
#   remediation: Repair the code that the alerts point to, or dismiss an alert with its reason.
#   assessment_key: c68a8c2a-6ed4-454b-9e37-4b7654f2165f
package github.repositories.code_scanning_findings

import data.lib.code_alerts

default healthy := false

scan := {
	"name": "code scanning",
	"title": "Code repositories should have code scanning findings resolved",
	"keys": ["c68a8c2a-6ed4-454b-9e37-4b7654f2165f"],
}

applicable if code_alerts.applicable(input, scan)

healthy if code_alerts.healthy(input, scan)

reasons contains code_alerts.reason(input, scan) if not healthy
