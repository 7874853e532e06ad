# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if {
	eaten := {text |
		some n in numbers.range(1, 100000)
		text := sprintf("%01000d", [n])
	}
	count(eaten) == 0
}
