# METADATA
# title: A policy of two packages
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile; package contoso.neighbour

default healthy := false

healthy if true
