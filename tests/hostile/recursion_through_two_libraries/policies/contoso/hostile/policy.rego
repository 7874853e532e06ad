# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

import data.lib.ping

default healthy := false

healthy if ping.f(1)
