# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

default healthy := false

healthy if named(input.tags)

named(tags) if tags.owner

named(tags, name) if tags[name]
