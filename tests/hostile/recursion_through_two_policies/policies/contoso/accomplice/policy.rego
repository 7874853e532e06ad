# METADATA
# title: Its accomplice
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.accomplice

default healthy := false

healthy if data.contoso.hostile.healthy
