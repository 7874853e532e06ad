# METADATA
# title: Blocked accounts with read and write permissions on Azure resources should be remove
# description: >-
#   An account that nobody may sign in with needs no rights: unblocked by mistake or by an attacker it has
#   them all at once. Evidence is `accountEnabled` of every account with a role with actions that read or
#   write on the subscription or anything in it.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires:
#     - microsoft.authorization/roleassignments
#     - microsoft.authorization/roledefinitions
#     - microsoft.graph/users
#     - microsoft.graph/groups
#   remediation: Delete the role assignments of the blocked accounts, or take the accounts out of the groups that hold them.
#   assessment_key: 1ff0b4c9-ed56-4de6-be9c-d7ab39645926
#   azure_policy: 8d7e1fde-fe26-4b5f-8108-f8e432cbc2be
package azure.identity.blocked_readers_writers

import data.lib.accounts

default healthy := false

holders := accounts.holders(input, "resources", {"read", "write"})

applicable if accounts.exist(holders)

shortfalls := accounts.blocked(holders)

healthy if count(shortfalls) == 0

reasons contains reason if some reason in shortfalls
