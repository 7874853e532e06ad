# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

public if {
	some part in [input.properties]
	startswith(part, "public")
}

healthy if not public
