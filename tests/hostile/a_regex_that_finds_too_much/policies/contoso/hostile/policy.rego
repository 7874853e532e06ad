# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

line := sprintf("%0500d", [0])

text := concat("", [line | some _ in numbers.range(1, 600)])

healthy if {
	input.type
	count(regex.find_n(".*[^0-9]|[0-9]", text, -1)) == 0
}
