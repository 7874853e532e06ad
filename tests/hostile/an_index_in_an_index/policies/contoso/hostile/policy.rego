# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

a := {1: 1}

healthy if @OPEN@1@CLOSE@ == 2
