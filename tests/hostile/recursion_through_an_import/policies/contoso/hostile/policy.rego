# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

import data.contoso.hostile as me

default healthy := false

healthy if me.healthy
