# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if {
	input.type
	not array.slice([1, 2, 3], 0.5, 2)
}
