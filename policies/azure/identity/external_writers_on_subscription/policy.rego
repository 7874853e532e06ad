# METADATA
# title: External accounts with write permissions should be removed from subscriptions
# description: >-
#   Accounts of another organisation follow its rules for passwords and leavers, yet can change resources
#   here. Evidence is `userType` Member and a sign-in name without #EXT# of every account with a role with
#   actions that write on the subscription itself, given there or inherited.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires:
#     - microsoft.authorization/roleassignments
#     - microsoft.authorization/roledefinitions
#     - microsoft.graph/users
#     - microsoft.graph/groups
#   remediation: Delete the role assignments of external accounts, or take these accounts out of the groups that hold them.
#   assessment_key: 04e7147b-0deb-9796-2e5c-0336343ceb3d
#   azure_policy: 5c607a2e-c700-4744-8254-d77e7c9eb5e4
#   deprecated: true
package azure.identity.external_writers_on_subscription

import data.lib.accounts

default healthy := false

applicable if accounts.exist(accounts.holders(input, "subscription", {"any"}))

shortfalls := accounts.external(accounts.holders(input, "subscription", {"write"}))

healthy if count(shortfalls) == 0

reasons contains reason if some reason in shortfalls
