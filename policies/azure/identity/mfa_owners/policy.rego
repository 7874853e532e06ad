# METADATA
# title: Accounts with owner permissions on Azure resources should be MFA enabled
# description: >-
#   A stolen password of an owner gives away the whole subscription and the right to let others in. Evidence
#   is, for every account with the role Owner on the subscription or anything in it: security defaults, per-
#   user authentication enabled or enforced, or a conditional access policy without gaps.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires:
#     - microsoft.authorization/roleassignments
#     - microsoft.graph/users
#     - microsoft.graph/groups
#     - microsoft.graph/securitydefaults
#     - microsoft.graph/conditionalaccesspolicies
#   remediation: Demand a second factor of all users for all applications by conditional access, or turn security defaults on.
#   assessment_key: 6240402e-f77c-46fa-9060-a7ce53997754
#   azure_policy: e3e008c3-56b9-4133-8fd7-d3347377402a
#   deprecated: true
package azure.identity.mfa_owners

import data.lib.accounts

default healthy := false

holders := accounts.holders(input, "resources", {"owner"})

applicable if accounts.exist(holders)

shortfalls := accounts.without_mfa(holders)

healthy if count(shortfalls) == 0

reasons contains reason if some reason in shortfalls
