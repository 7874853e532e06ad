# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

values := numbers.range(1, 1000)

public if {
	some path1, value1, path2, value2, path3, value3, path4, value4, path5, value5
	walk(values, [path1, value1])
	walk(values, [path2, value2])
	walk(values, [path3, value3])
	walk(values, [path4, value4])
	walk(values, [path5, value5])
	[value1, value2, value3, value4, value5] == []
}

healthy if not public
