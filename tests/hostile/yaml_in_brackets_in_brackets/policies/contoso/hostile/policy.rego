# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

line := replace(sprintf("%0500d", [0]), "0", "[")

healthy if {
	input.type
	not yaml.unmarshal(concat("", [line | some _ in numbers.range(1, 200)]))
}
