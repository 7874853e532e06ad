# METADATA
# title: Guest accounts with write permissions on Azure resources should be removed
# description: >-
#   Accounts of another organisation follow its rules for passwords and leavers, yet can change resources
#   here. Evidence is `userType` Member of every account with a role with actions that write on the
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
#   assessment_key: 0354476c-a12a-4fcc-a79d-f0ab7ffffdbb
#   azure_policy: 94e1c2ac-cbbe-4cac-a2b5-389c812dee87
package azure.identity.guest_writers

import data.lib.accounts

default healthy := false

applicable if accounts.exist(accounts.holders(input, "resources", {"any"}))

shortfalls := accounts.guests(accounts.holders(input, "resources", {"write"}))

healthy if count(shortfalls) == 0

reasons contains reason if some reason in shortfalls
