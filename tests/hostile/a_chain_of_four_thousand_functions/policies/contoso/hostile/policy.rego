# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

f0(n) := n

@RULES@
healthy if {
	input.type
	f4000(1) == 2
}
