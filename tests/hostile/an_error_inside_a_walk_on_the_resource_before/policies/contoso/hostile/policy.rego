# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

public if {
	some path, value
	walk(input.properties.x, [path, value])
	count(path) > 0
	startswith(value, "public")
}

healthy if not public
