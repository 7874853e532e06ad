# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

hidden if {
	count(data.inventory.by_id) == 0
	upper(input) == ""
}

healthy if {
	input.type
	not hidden with data.inventory as {"by_id": {}, "by_type": {}}
}
