# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

default healthy := false

healthy if owner.name

owner := input.tags.owner

owner.name := "nobody" if not input.tags.owner
