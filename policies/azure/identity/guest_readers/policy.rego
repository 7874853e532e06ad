# METADATA
# title: Guest accounts with read permissions on Azure resources should be removed
# description: >-
#   Accounts of another organisation follow its rules for passwords and leavers, yet can read what is set up
#   here. Evidence is `userType` Member of every account with a role with actions that read on the
#   subscription or anything in it.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires:
#     - microsoft.authorization/roleassignments
#     - microsoft.authorization/roledefinitions
#     - microsoft.graph/users
#     - microsoft.graph/groups
#   remediation: Delete the role assignments of guests, or take the guests out of the groups that hold them.
#   assessment_key: fde1c0c9-0fd2-4ecc-87b5-98956cbc1095
#   azure_policy: e9ac8f8e-ce22-4355-8f04-99b911d6be52
package azure.identity.guest_readers

import data.lib.accounts

default healthy := false

applicable if accounts.exist(accounts.holders(input, "resources", {"any"}))

shortfalls := accounts.guests(accounts.holders(input, "resources", {"read"}))

healthy if count(shortfalls) == 0

reasons contains reason if some reason in shortfalls
