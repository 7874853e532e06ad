# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
#   parameters:
#     teams: {type: array, default: [], description: The teams that may own an account.}
package contoso.storage.owner

default healthy := false

healthy if input.tags.owner in data.parameters.contoso.storage.owner.teems
