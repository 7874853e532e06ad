# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

r0 := 1

@RULES@
healthy if {
	input.type
	r4000 == 2
}
