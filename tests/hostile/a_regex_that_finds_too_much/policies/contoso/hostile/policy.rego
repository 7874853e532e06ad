# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

text := sprintf("%0300000d", [0])

healthy if count(regex.find_n(".*[^0-9]|[0-9]", text, -1)) == 0
