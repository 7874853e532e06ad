# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

f(value) := count([value])

healthy if {
	input.type
	count([1]) > 1 with count as f
}
