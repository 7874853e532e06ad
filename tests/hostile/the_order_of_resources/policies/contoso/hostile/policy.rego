# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

first := [resource.id | some resource in data.inventory.by_type["microsoft.keyvault/vaults"]][0]

healthy if input.id == first
