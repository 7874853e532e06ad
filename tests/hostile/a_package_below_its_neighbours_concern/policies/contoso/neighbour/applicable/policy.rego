# METADATA
# title: A concern as a package
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.neighbour.applicable

default healthy := false

healthy if true
