# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

default healthy := false

healthy if {
	owner := input.tags.owner
	owner := input.tags.team
	owner != ""
}
