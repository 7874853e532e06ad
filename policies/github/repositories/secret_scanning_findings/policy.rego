# METADATA
# title: Code repositories should have secret scanning findings resolved
# description: >-
#   A secret in a repository belongs to everyone who can read it, now or in the past. Of a repository that
#   GitHub listed the evidence are its alerts: none is open, the scan is on, and some alert of the
#   organisation was exported, else the scan is not applicable. For a repository from a connector it is its
#   exported assessment.
# custom:
#   severity: high
#   resource_types:
#     - microsoft.security/securityconnectors/devops/githubowners/repos
#     - microsoft.security/securityconnectors/devops/azuredevopsorgs/projects/repos
#   remediation: Revoke each secret that was found, replace it and close its alert.
#   assessment_key: 4e07c7d0-e06c-47d7-a4a9-8c7b748d1b27
package github.repositories.secret_scanning_findings

import data.lib.code_alerts

default healthy := false

scan := {
	"name": "secret scanning",
	"title": "Code repositories should have secret scanning findings resolved",
	"keys": ["4e07c7d0-e06c-47d7-a4a9-8c7b748d1b27"],
}

applicable if code_alerts.applicable(input, scan)

healthy if code_alerts.healthy(input, scan)

reasons contains code_alerts.reason(input, scan) if not healthy
