# METADATA
# title: External accounts with owner permissions should be removed from subscriptions
# description: >-
#   Accounts of another organisation follow its rules for passwords and leavers; as owners they can also let
#   others in. Evidence is `userType` Member and a sign-in name without #EXT# of every account with the role
#   Owner on the subscription itself, given there or inherited.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires:
#     - microsoft.authorization/roleassignments
#     - microsoft.graph/users
#     - microsoft.graph/groups
#   remediation: Delete the role assignments of external accounts, or take these accounts out of the groups that hold them.
#   assessment_key: c3b6ae71-f1f0-31b4-e6c1-d5951285d03d
#   azure_policy: f8456c1c-aa66-4dfb-861a-25d127b775c9
#   deprecated: true
package azure.identity.external_owners_on_subscription

import data.lib.accounts

default healthy := false

applicable if accounts.exist(accounts.holders(input, "subscription", {"any"}))

shortfalls := accounts.external(accounts.holders(input, "subscription", {"owner"}))

healthy if count(shortfalls) == 0

reasons contains reason if some reason in shortfalls
