# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if {
	input.type
	false
}

reasons contains sprintf("reason %d: all work and no play makes Jack a dull boy", [n]) if some n in numbers.range(1, 20000)
