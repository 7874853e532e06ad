# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

default healthy := false

healthy := true if input.tags.owner

healthy := false if input.tags.owner == 7
