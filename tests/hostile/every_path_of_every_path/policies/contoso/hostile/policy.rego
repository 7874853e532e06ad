# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if {
	some first in walk(data.inventory)
	some second in walk(first)
	some third in walk(second)
	walk(third, [_, "never"])
}
