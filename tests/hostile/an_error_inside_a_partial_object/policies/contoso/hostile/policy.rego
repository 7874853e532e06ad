# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

public[name] := upper(value) if some name, value in input.properties

healthy if count(public) == 0
