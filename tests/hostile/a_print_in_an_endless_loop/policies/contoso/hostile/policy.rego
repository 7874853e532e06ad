# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if {
	input.type
	some m in numbers.range(1, 10000)
	some n in numbers.range(1, 10000)
	m > 0
	print("all work and no play makes Jack a dull boy", n)
	n == 0
}
