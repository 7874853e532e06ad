# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if {
	some n in numbers.range(1, 1000000)
	regex.match(sprintf("(a|b|c|d){%d}x{50}y{50}%d", [n % 90, n]), "never")
}
