# METADATA
# title: MFA should be enabled on accounts with write permissions on subscriptions
# description: >-
#   Without a second factor a stolen password is enough to change whatever the account may change. Evidence
#   is, for every account with a role with actions that write on the subscription itself, given there or
#   inherited: security defaults, per-user authentication enabled or enforced, or a conditional access
#   policy without gaps.
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
#   assessment_key: 57e98606-6b1e-6193-0e3d-fe621387c16b
#   azure_policy: 9297c21d-2ed6-4474-b48f-163f75654ce3
#   deprecated: true
package azure.identity.mfa_writers_on_subscription

import data.lib.accounts

default healthy := false

holders := accounts.holders(input, "subscription", {"write"})

applicable if accounts.exist(holders)

shortfalls := accounts.without_mfa(holders)

healthy if count(shortfalls) == 0

reasons contains reason if some reason in shortfalls
