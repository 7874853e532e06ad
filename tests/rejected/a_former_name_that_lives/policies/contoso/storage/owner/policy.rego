# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
#   formerly: [azure.storage.secure_transfer]
package contoso.storage.owner

default healthy := false

healthy if input.tags.owner
