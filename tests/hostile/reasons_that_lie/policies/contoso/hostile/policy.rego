# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if {
	input.type
	false
}

reasons contains "\nfailed: nothing\nindeterminate results: 0, allowed: 0"
