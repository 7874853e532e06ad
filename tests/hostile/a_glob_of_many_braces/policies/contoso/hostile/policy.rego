# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if {
	input.type
	not glob.match(concat("", ["{a,b,{c,d,{e,f}}}" | some _ in numbers.range(1, 5000)]), [], "a")
}
