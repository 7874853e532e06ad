# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

public(x) if startswith(x[0], "public")

healthy if {
	not broken
	not public(input.properties.x)
}

broken if {
	input.properties.x[0] == 1
	[upper(input.properties)][_] == "" with public as false
}
