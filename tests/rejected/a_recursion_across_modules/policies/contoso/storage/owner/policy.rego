# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

import data.lib.owners

default healthy := false

healthy if owners.known

names contains name if some name in input.tags
