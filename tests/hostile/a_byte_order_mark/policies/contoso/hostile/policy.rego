@MARK@# METADATA
# title: A policy with a mark
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if false
