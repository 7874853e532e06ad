# METADATA
# title: GitHub repositories should have Secret scanning enabled
# description: >-
#   Secret scanning finds credentials in the whole history of a repository. Evidence is the status that
#   GitHub lists with the repository; it counts as off where it is not listed, as without a licence. Not
#   applicable are archived and disabled repositories, and the record of a connector: it does not hold the
#   settings.
# custom:
#   severity: high
#   resource_types: [microsoft.security/securityconnectors/devops/githubowners/repos]
#   remediation: Enable secret scanning in the security settings of the repository.
#   fix: gh api --method PATCH repos/{parent}/{name} -f 'security_and_analysis[secret_scanning][status]=enabled'
#   assessment_key: 1a600c61-6443-4ab4-bd28-7a6b6fb4691d
package github.repositories.secret_scanning_enabled

import data.lib.attributes
import data.lib.github

default healthy := false

applicable if github.is_in_use(input)

healthy if github.has_secret_scanning(input)

reasons contains attributes.mismatch(input, "security_and_analysis.secret_scanning.status", "enabled") if not healthy
