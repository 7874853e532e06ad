# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if {
	some n in numbers.range(1, 100000000)
	print("all work and no play makes Jack a dull boy", n)
	n == 0
}
