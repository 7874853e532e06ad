# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

line := sprintf("%0500d", [0])

text := concat("", [line | some _ in numbers.range(1, 2000)])

healthy if false

reasons contains concat("", [text | some _ in numbers.range(1, 10)]) if input.type
