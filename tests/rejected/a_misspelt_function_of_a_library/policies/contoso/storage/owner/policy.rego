# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

import data.lib.attributes

default healthy := false

healthy if not attributes.abscent(input, "tags.owner")
