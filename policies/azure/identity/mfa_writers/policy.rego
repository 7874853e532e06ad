# METADATA
# title: Accounts with write permissions on Azure resources should be MFA enabled
# description: >-
#   Without a second factor a stolen password is enough to change whatever the account may change. Evidence
#   is, for every account with a role with actions that write on the subscription or anything in it:
#   security defaults, per-user authentication enabled or enforced, or a conditional access policy without
#   gaps.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires:
#     - microsoft.authorization/roleassignments
#     - microsoft.authorization/roledefinitions
#     - microsoft.graph/users
#     - microsoft.graph/groups
#     - microsoft.graph/securitydefaults
#     - microsoft.graph/conditionalaccesspolicies
#   remediation: Demand a second factor of all users for all applications by conditional access, or turn security defaults on.
#   assessment_key: c0cb17b2-0607-48a7-b0e0-903ed22de39b
#   azure_policy: 931e118d-50a1-4457-a5e4-78550e086c52
#   deprecated: true
package azure.identity.mfa_writers

import data.lib.accounts

default healthy := false

holders := accounts.holders(input, "resources", {"write"})

applicable if accounts.exist(holders)

shortfalls := accounts.without_mfa(holders)

healthy if count(shortfalls) == 0

reasons contains reason if some reason in shortfalls
