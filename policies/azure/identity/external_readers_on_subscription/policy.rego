# METADATA
# title: External accounts with read permissions should be removed from subscriptions
# description: >-
#   Accounts of another organisation follow its rules for passwords and leavers, yet can read what is set up
#   here. Evidence is `userType` Member and a sign-in name without #EXT# of every account with a role with
#   actions that read on the subscription itself, given there or inherited.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires:
#     - microsoft.authorization/roleassignments
#     - microsoft.authorization/roledefinitions
#     - microsoft.graph/users
#     - microsoft.graph/groups
#   remediation: Delete the role assignments of external accounts, or take these accounts out of the groups that hold them.
#   assessment_key: a8c6a4ad-d51e-88fe-2979-d3ee3c864f8b
#   azure_policy: 5f76cf89-fbf2-47fd-a3f4-b891fa780b60
#   deprecated: true
package azure.identity.external_readers_on_subscription

import data.lib.accounts

default healthy := false

applicable if accounts.exist(accounts.holders(input, "subscription", {"any"}))

shortfalls := accounts.external(accounts.holders(input, "subscription", {"read"}))

healthy if count(shortfalls) == 0

reasons contains reason if some reason in shortfalls
