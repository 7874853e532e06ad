# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package azure.storage.secure_transfer

default healthy := false

healthy if input.tags.owner
