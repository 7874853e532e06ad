# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if {
	input.type
	eaten := {text |
		some n in numbers.range(1, 1000)
		some m in numbers.range(1, 1000)
		text := sprintf("%0900d", [(n * 1000) + m])
	}
	count(eaten) == 0
}
