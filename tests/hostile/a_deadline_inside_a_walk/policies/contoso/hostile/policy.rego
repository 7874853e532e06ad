# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

public if {
	input.type
	some path1, value1, path2, value2, path3, value3, path4, value4, path5, value5
	walk(data.inventory, [path1, value1])
	walk(data.inventory, [path2, value2])
	walk(data.inventory, [path3, value3])
	walk(data.inventory, [path4, value4])
	walk(data.inventory, [path5, value5])
	[value1, value2, value3, value4, value5] == []
}

healthy if not public
