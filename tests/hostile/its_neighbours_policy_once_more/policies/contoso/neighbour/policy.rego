# METADATA
# title: A false neighbour
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.neighbour

default healthy := false

healthy if true
