# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

public(values) if {
	some path, value
	walk(values, [path, value])
	count(path) > 0
	startswith(value, "public")
}

healthy if not public(input.properties.x)
