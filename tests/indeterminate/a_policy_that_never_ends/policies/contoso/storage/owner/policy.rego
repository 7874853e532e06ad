# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

default healthy := false

healthy if {
	some x in numbers.range(1, 100000)
	some y in numbers.range(1, 100000)
	x + y == 0
	input.tags.owner
}
