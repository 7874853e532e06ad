# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
#   remediation: @OPEN@
package contoso.hostile

default healthy := false

healthy if false
