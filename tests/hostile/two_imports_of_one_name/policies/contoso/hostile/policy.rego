# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

import data.inventory as x
import data.contoso.neighbour as x

default healthy := false

healthy if x.by_id
