# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

default healthy := false

healthy if count(named(input.tags, "owner", true)) > 0

named(tags, name) := tags[name]
