# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

default healthy := false

healthy := "yes" if input.tags.owner == 7

healthy if input.tags.owner == "payments"
