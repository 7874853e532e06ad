# METADATA
# title: Accounts with read permissions on Azure resources should be MFA enabled
# description: >-
#   Without a second factor a stolen password is enough to read the configuration and prepare an attack.
#   Evidence is, for every account with a role with actions that read on the subscription or anything in it:
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
#   assessment_key: dabc9bc4-b8a8-45bd-9a5a-43000df8aa1c
#   azure_policy: 81b3ccb4-e6e8-4e4a-8d05-5df25cd29fd4
#   deprecated: true
package azure.identity.mfa_readers

import data.lib.accounts

default healthy := false

holders := accounts.holders(input, "resources", {"read"})

applicable if accounts.exist(holders)

shortfalls := accounts.without_mfa(holders)

healthy if count(shortfalls) == 0

reasons contains reason if some reason in shortfalls
