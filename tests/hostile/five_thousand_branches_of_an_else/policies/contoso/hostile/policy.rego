# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

f(n) := false if {
	n == 0
}@BRANCHES@

healthy if {
	input.type
	f(1)
}
