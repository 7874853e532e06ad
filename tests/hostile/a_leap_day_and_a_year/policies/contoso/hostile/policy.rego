# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

# The 29th of February 2024, and a year later the 1st of March 2025.
expires := time.add_date(1709164800000000000, 1, 0, 0)

healthy if {
	input.type
	not expires > 0
}
