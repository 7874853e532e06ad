# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

default healthy := false

healthy if {
	some tag
	not forbidden(tag)
}

forbidden(tag) if tag == "nobody"
