# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if not json.unmarshal(replace(sprintf("%0100000d", [0]), "0", "["))
