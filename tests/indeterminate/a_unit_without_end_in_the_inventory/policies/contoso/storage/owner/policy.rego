# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

default healthy := false

healthy if not units.parse_bytes(input.tags.quota) > units.parse_bytes("20Gi")
