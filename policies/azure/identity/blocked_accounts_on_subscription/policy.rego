# METADATA
# title: Deprecated accounts should be removed from subscriptions
# description: >-
#   An account that is blocked from signing in has left the company or should have; nobody watches what it
#   does once it is unblocked. Evidence is `accountEnabled` of every account with any role on the
#   subscription itself, given there or inherited.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires:
#     - microsoft.authorization/roleassignments
#     - microsoft.graph/users
#     - microsoft.graph/groups
#   remediation: Delete the role assignments of the blocked accounts, or take the accounts out of the groups that hold them.
#   assessment_key: 00c6d40b-e990-6acf-d4f3-471e747a27c4
#   azure_policy: 6b1cbf55-e8b6-442f-ba4c-7246b6381474
#   deprecated: true
package azure.identity.blocked_accounts_on_subscription

import data.lib.accounts

default healthy := false

holders := accounts.holders(input, "subscription", {"any"})

applicable if accounts.exist(holders)

shortfalls := accounts.blocked(holders)

healthy if count(shortfalls) == 0

reasons contains reason if some reason in shortfalls
