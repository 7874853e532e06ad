# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if {
	[upper(input.properties)][_] == "" with data.inventory as {"by_id": {}, "by_type": {}}
}
