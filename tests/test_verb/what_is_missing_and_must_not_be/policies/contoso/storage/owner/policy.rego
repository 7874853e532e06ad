# METADATA
# title: Storage accounts should have an owner
# description: Somebody answers for each account.
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
#   remediation: Set the tag `owner`.
package contoso.storage.owner

import data.lib.owners

default healthy := false

applicable if input.kind != "legacy"

healthy if owners.known(input.tags.owner)

healthy if {
	input.tags.shared == true
	count(input.tags.owners) > 1
}

reasons contains "nobody answers for the account" if not healthy
