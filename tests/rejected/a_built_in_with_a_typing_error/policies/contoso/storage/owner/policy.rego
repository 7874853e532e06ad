# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

default healthy := false

healthy if strings.count_of(input.tags.owner, "x") == 0

reasons contains strings.replace_m({}, "no owner") if not healthy
