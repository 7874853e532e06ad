# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

f(n) := g(n + 1)

g(n) := n

healthy if {
	input.type
	f(1) with g as f
}
