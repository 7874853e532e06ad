# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
#   remediation: Add a tag.
#   fix: az tag update --resource-id "{id}" --operation merge --tags 'name={name}'
package contoso.storage.owner

default healthy := false

healthy if input.tags.owner
