# METADATA
# title: Code repositories should have infrastructure as code scanning findings resolved
# description: >-
#   A misconfiguration in a template is deployed again and again. Of a repository that GitHub listed the
#   evidence are its code scanning alerts from scanners of infrastructure as code: none is open, one of the
#   scanners delivered an analysis of the last 90 days, and some alert of the organisation was exported,
#   else the scan is not applicable. For a repository from a connector it is its exported assessment.
# custom:
#   severity: medium
#   resource_types:
#     - microsoft.security/securityconnectors/devops/githubowners/repos
#     - microsoft.security/securityconnectors/devops/azuredevopsorgs/projects/repos
#   parameters:
#     scanners:
#       type: array
#       default: [checkov, kics, snyk iac, template analyzer, templateanalyzer, terrascan, tfsec]
#       description: >-
#         Parts of the names of tools that scan infrastructure as code alone. Alerts of others count where a tag of
#         their rule says infrastructure as code or misconfiguration.
#   remediation: Repair the templates that the alerts point to, or dismiss an alert with its reason.
#   assessment_key: 2ebc815f-7bc7-4573-994d-e1cc46fb4a35
package github.repositories.infrastructure_as_code_findings

import data.lib.code_alerts

default healthy := false

scan := {
	"name": "infrastructure as code scanning",
	"title": "Code repositories should have infrastructure as code scanning findings resolved",
	"keys": ["2ebc815f-7bc7-4573-994d-e1cc46fb4a35"],
	"tools": data.parameters.github.repositories.infrastructure_as_code_findings.scanners,
}

applicable if code_alerts.applicable(input, scan)

healthy if code_alerts.healthy(input, scan)

reasons contains code_alerts.reason(input, scan) if not healthy
