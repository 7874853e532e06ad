# METADATA
# title: Not its own
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package inventory.by_type

default healthy := false

healthy if true
