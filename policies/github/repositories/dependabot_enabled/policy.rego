# METADATA
# title: GitHub repositories should have Dependabot scanning enabled
# description: >-
#   Dependabot tells of dependencies with known vulnerabilities. Evidence is that vulnerability alerts are
#   enabled, as GitHub lists them. Not applicable are archived and disabled repositories, and the record of a
#   connector: it does not hold the settings.
# custom:
#   severity: medium
#   resource_types: [microsoft.security/securityconnectors/devops/githubowners/repos]
#   requires: [github/vulnerabilityalerts]
#   remediation: Enable Dependabot alerts in the security settings of the repository.
#   fix: gh api --method PUT repos/{parent}/{name}/vulnerability-alerts
#   assessment_key: 92643c1f-1a95-4b68-bbd2-5117f92d6e35
package github.repositories.dependabot_enabled

import data.lib.github

default healthy := false

applicable if github.is_in_use(input)

healthy if github.has_dependabot(input)

reasons contains "vulnerability alerts are off or unknown, wanted enabled" if not healthy
