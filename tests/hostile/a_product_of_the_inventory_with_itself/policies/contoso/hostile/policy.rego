# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

resources := [resource | some resource in data.inventory.by_id]

healthy if {
	input.type
	some a in resources
	some b in resources
	some c in resources
	some d in resources
	some e in resources
	some f in resources
	some g in resources
	some h in resources
	some i in resources
	[a, b, c, d, e, f, g, h, i] == []
}
