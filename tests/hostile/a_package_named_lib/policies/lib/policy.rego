# METADATA
# title: Not its own
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package lib

default healthy := false

healthy if true
