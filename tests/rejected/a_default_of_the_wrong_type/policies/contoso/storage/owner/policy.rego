# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
#   parameters: {days: {type: number, default: ninety, description: Days.}}
package contoso.storage.owner

default healthy := false

healthy if input.tags.owner
