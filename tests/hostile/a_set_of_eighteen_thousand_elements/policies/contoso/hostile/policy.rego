# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

known := {
@LINES@	"last",
}

healthy if {
	input.type
	"first" in known
}
