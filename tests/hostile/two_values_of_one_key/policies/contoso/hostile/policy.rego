# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

ports[name] := port if {
	some name in ["a", "b"]
	some port in [1, 2]
}

healthy if {
	input.type
	not ports.a == 3
}
