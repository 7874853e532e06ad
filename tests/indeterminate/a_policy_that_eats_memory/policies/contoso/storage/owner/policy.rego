# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

default healthy := false

healthy if {
	input.tags.owner
	eaten := [row |
		some x in numbers.range(1, 100000)
		row := [[x, y] | some y in numbers.range(1, 1000)]
	]
	count(eaten) == 0
}
