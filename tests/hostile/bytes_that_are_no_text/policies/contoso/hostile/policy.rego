# METADATA
# title: A policy with bytes
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if input.name == "ÿþ€"
