# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if {
	input.type
	some m in numbers.range(1, 1000)
	some n in numbers.range(1, 1000)
	regex.match(sprintf("(a|b|c|d){%d}x{50}y{50}%d", [n % 90, (m * 1000) + n]), "never")
}
