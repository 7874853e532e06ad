# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if {
	input.type
	bits.lsh(3, 400000000) * bits.lsh(5, 400000000) == 0
}
