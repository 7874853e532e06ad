# METADATA
# title: MFA should be enabled on accounts with read permissions on subscriptions
# description: >-
#   Without a second factor a stolen password is enough to read the configuration and prepare an attack.
#   Evidence is, for every account with a role with actions that read on the subscription itself, given
#   there or inherited: security defaults, per-user authentication enabled or enforced, or a conditional
#   access policy without gaps.
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
#   assessment_key: 151e82c5-5341-a74b-1eb0-bc38d2c84bb5
#   azure_policy: e3576e28-8b17-4677-84c3-db2990658d64
#   deprecated: true
package azure.identity.mfa_readers_on_subscription

import data.lib.accounts

default healthy := false

holders := accounts.holders(input, "subscription", {"read"})

applicable if accounts.exist(holders)

shortfalls := accounts.without_mfa(holders)

healthy if count(shortfalls) == 0

reasons contains reason if some reason in shortfalls
