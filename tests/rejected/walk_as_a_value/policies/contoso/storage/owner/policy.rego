# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

default healthy := false

healthy if count(empty) == 0

empty contains path if {
	[path, value] := walk(input.tags)
	value == ""
}
