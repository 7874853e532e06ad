# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

import data.lib.nope

default healthy := false

healthy if nope.owned(input)
