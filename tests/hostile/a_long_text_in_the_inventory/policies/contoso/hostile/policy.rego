# METADATA
# title: An innocent policy
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if count(regex.find_n(".*[^A-Z]|[A-Z]", input.tags.owner, -1)) == 2
