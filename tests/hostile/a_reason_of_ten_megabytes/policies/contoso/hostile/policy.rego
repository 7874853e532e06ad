# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

text := sprintf("%01000000d", [0])

healthy if false

reasons contains concat("", [text | some _ in numbers.range(1, 10)])
