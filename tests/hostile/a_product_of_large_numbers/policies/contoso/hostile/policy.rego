# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if {
	input.type
	product([99999999999999999999 | some _ in numbers.range(1, 20000)]) == 0
}
