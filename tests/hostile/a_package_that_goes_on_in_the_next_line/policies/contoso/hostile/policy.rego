# METADATA
# title: A policy of two lines
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile
.really

default healthy := false

healthy if true
