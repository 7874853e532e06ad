# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

broken if {
	input.properties.x[0] == 1
	[upper(input)][_] == "" with input as {"properties": {"x": ["private"]}}
}

public if {
	some x in input.properties.x with data.never as 1
	startswith(x, "public")
}

healthy if {
	not broken
	not public
}
