# METADATA
# title: Guest accounts with owner permissions on Azure resources should be removed
# description: >-
#   Accounts of another organisation follow its rules for passwords and leavers; as owners they can also let
#   others in. Evidence is `userType` Member of every account with the role Owner on the subscription or
#   anything in it.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires:
#     - microsoft.authorization/roleassignments
#     - microsoft.graph/users
#     - microsoft.graph/groups
#   remediation: Delete the role assignments of guests, or take the guests out of the groups that hold them.
#   assessment_key: 20606e75-05c4-48c0-9d97-add6daa2109a
#   azure_policy: 339353f6-2387-4a45-abe4-7f529d121046
package azure.identity.guest_owners

import data.lib.accounts

default healthy := false

applicable if accounts.exist(accounts.holders(input, "resources", {"any"}))

shortfalls := accounts.guests(accounts.holders(input, "resources", {"owner"}))

healthy if count(shortfalls) == 0

reasons contains reason if some reason in shortfalls
