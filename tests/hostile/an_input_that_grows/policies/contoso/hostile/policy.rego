# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

f(n) := size if {
	size := count(object.keys(input)) with input as {"n": n}
}

healthy if f(1) == f(2) with input as {"a": 1, "b": 2}
