# METADATA
# title: An innocent policy
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if regex.template_match("urn:contoso:{[a-z]+}", input.tags.owner, "{", "}")
