# METADATA
# title: GitHub repositories should have Code scanning enabled
# description: >-
#   Code scanning finds weaknesses before they are deployed. Evidence is the default setup or an analysis of
#   the last 90 days that did not fail, as GitHub lists them. Not applicable are archived and disabled
#   repositories, and the record of a connector: it does not hold the settings.
# custom:
#   severity: medium
#   resource_types: [microsoft.security/securityconnectors/devops/githubowners/repos]
#   requires: [github/codescanningdefaultsetup, github/codescanninganalyses]
#   remediation: Configure the default setup of code scanning, or upload the results of another scanner.
#   fix: gh api --method PATCH repos/{parent}/{name}/code-scanning/default-setup -f state=configured
#   assessment_key: 6672df26-ff2e-4282-83c3-e2f20571bd11
package github.repositories.code_scanning_enabled

import data.lib.github

default healthy := false

applicable if github.is_in_use(input)

healthy if github.has_code_scanning(input)

reasons contains "neither a default setup nor a recent analysis, wanted one" if not healthy
