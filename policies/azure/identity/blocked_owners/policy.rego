# METADATA
# title: Blocked accounts with owner permissions on Azure resources should be removed
# description: >-
#   An account that nobody may sign in with needs no rights: unblocked by mistake or by an attacker it owns
#   resources at once. Evidence is `accountEnabled` of every account with the role Owner on the subscription
#   or anything in it.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires:
#     - microsoft.authorization/roleassignments
#     - microsoft.graph/users
#     - microsoft.graph/groups
#   remediation: Delete the role assignments of the blocked accounts, or take the accounts out of the groups that hold them.
#   assessment_key: 050ac097-3dda-4d24-ab6d-82568e7a50cf
#   azure_policy: 0cfea604-3201-4e14-88fc-fae4c427a6c5
package azure.identity.blocked_owners

import data.lib.accounts

default healthy := false

holders := accounts.holders(input, "resources", {"owner"})

applicable if accounts.exist(holders)

shortfalls := accounts.blocked(holders)

healthy if count(shortfalls) == 0

reasons contains reason if some reason in shortfalls
