# METADATA
# title: Not its own
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package input

default healthy := false

healthy if true
