# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

default healthy := false

healthy if count(owners) == 0

owners contains owner if {
	input.tags.owner
	owner == "nobody"
	not owner = "somebody"
}
