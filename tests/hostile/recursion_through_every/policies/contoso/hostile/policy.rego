# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

f(values) if {
	every value in values {
		f([[value]])
	}
}

healthy if f([1])
