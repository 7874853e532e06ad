# METADATA
# title: Deprecated accounts with owner permissions should be removed from subscriptions
# description: >-
#   A blocked account is one that nobody watches; as an owner it would rule the subscription once it is
#   unblocked. Evidence is `accountEnabled` of every account with the role Owner on the subscription itself,
#   given there or inherited.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires:
#     - microsoft.authorization/roleassignments
#     - microsoft.graph/users
#     - microsoft.graph/groups
#   remediation: Delete the role assignments of the blocked accounts, or take the accounts out of the groups that hold them.
#   assessment_key: e52064aa-6853-e252-a11e-dffc675689c2
#   azure_policy: ebb62a0c-3560-49e1-89ed-27e074e9f8ad
#   deprecated: true
package azure.identity.blocked_owners_on_subscription

import data.lib.accounts

default healthy := false

holders := accounts.holders(input, "subscription", {"owner"})

applicable if accounts.exist(holders)

shortfalls := accounts.blocked(holders)

healthy if count(shortfalls) == 0

reasons contains reason if some reason in shortfalls
