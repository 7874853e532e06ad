# METADATA
# title: There should be more than one owner assigned to subscriptions
# description: >-
#   A single owner who leaves or loses access leaves nobody to administer the subscription. Evidence are the
#   distinct user accounts with the role Owner on the subscription itself, given there or inherited, members
#   of groups included.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires:
#     - microsoft.authorization/roleassignments
#     - microsoft.graph/users
#     - microsoft.graph/groups
#   remediation: Assign the role Owner to a second account.
#   fix: az role assignment create --assignee "$SECOND_OWNER" --role Owner --scope {id}
#   assessment_key: 2c79b4af-f830-b61e-92b9-63dfa30f16e4
#   azure_policy: 09024ccc-0c5f-475e-9457-b7c0d9ed487b
package azure.identity.owner_redundancy

import data.lib.accounts

default healthy := false

applicable if accounts.exist(accounts.holders(input, "subscription", {"owner"}))

# An owner that may be missing is no second one, nor is one of a management group that may not be above.
owners := accounts.holders(input, "certain", {"owner"})

healthy if count(owners.users) >= 2

reasons contains sprintf("accounts known as owners: %d, wanted at least 2", [count(owners.users)]) if not healthy

reasons contains reason if {
	not healthy
	some reason in owners.unknown
}
