# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

f(n) := false if {
	n > 1000000000000000
} else := f(n + 1)

healthy if f(1)
