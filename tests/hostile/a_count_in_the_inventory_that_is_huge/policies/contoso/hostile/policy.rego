# METADATA
# title: An innocent policy
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if count(numbers.range(1, input.tags.owner)) > 3
