# METADATA
# title: A verdict as a package
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.neighbour.healthy

default healthy := false

healthy if true
