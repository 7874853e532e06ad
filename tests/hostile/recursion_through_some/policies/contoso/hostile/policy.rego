# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

f(value) if {
	some part in [[value]]
	f(part)
}

healthy if not f(1)
