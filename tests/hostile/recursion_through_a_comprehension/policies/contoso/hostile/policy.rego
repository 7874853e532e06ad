# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

f(values) := [answer | some value in values; answer := f([[value]])]

healthy if count(f([1])) == 0
