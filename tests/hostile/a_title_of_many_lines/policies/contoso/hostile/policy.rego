# METADATA
# title: "fine\n::error::owned\n##vso[task.complete]"
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if false
