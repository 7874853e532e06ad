# METADATA
# title: A parameter as a package
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
#   parameters: {neighbour: {type: boolean, default: true}}
package contoso

default healthy := false

healthy if data.parameters.contoso.neighbour
