# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

x := 1 if input.type

x := 2 if input.id

healthy if not x == 3
