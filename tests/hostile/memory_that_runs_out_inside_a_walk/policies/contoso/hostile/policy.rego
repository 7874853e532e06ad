# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

public if {
	input.type
	some path, value
	walk(data.inventory, [path, value])
	eaten := [[numbers.range(1, 50000), path, value] | some _ in numbers.range(1, 1000)]
	count(eaten) == 0
}

healthy if not public
