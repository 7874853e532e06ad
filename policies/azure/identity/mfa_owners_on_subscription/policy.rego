# METADATA
# title: MFA should be enabled on accounts with owner permissions on subscriptions
# description: >-
#   A stolen password of an owner gives away the whole subscription and the right to let others in. Evidence
#   is, for every account with the role Owner on the subscription itself, given there or inherited: security
#   defaults, per-user authentication enabled or enforced, or a conditional access policy without gaps.
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
#   assessment_key: 94290b00-4d0c-d7b4-7cea-064a9554e681
#   azure_policy: aa633080-8b72-40c4-a2d7-d00c03e80bed
#   deprecated: true
package azure.identity.mfa_owners_on_subscription

import data.lib.accounts

default healthy := false

holders := accounts.holders(input, "subscription", {"owner"})

applicable if accounts.exist(holders)

shortfalls := accounts.without_mfa(holders)

healthy if count(shortfalls) == 0

reasons contains reason if some reason in shortfalls
