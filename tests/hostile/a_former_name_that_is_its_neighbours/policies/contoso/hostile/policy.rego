# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
#   formerly: [contoso.neighbour]
package contoso.hostile

default healthy := false

healthy if false
