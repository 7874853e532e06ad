# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

public if {
	some value in input.properties.x
	startswith(value, "public")
}

private if {
	some i
	lower(input.properties.x[i]) == ["private", "private"][i]
}

healthy if {
	not public
	not private
}
