# METADATA
# title: A maximum of 3 owners should be designated for subscriptions
# description: >-
#   Every owner is one more account whose loss gives away the subscription. Evidence are the distinct user
#   accounts with the role Owner on the subscription itself, given there or inherited, members of groups
#   included.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires:
#     - microsoft.authorization/roleassignments
#     - microsoft.graph/users
#     - microsoft.graph/groups
#   remediation: Delete assignments of the role Owner, or give narrower roles instead, until three accounts are left.
#   assessment_key: 6f90a6d6-d4d6-0794-0ec1-98fa77878c2e
#   azure_policy: 4f11b553-d42e-4e3a-89be-32ca364cad4c
package azure.identity.owner_limit

import data.lib.accounts

default healthy := false

owners := accounts.holders(input, "subscription", {"owner"})

applicable if accounts.exist(owners)

healthy if {
	count(owners.unknown) == 0
	count(owners.users) <= 3
}

reasons contains sprintf("%d accounts are owners, wanted at most 3", [count(owners.users)]) if count(owners.users) > 3

reasons contains reason if some reason in owners.unknown
