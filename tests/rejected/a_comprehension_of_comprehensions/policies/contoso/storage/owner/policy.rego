# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

default healthy := false

healthy if count([x | some x in [x | some x in [x | some x in [x | some x in [x | some x in [x | some x in [x | some x in [x | some x in [x | some x in [1]]]]]]]]]]) > 0
