# METADATA
# title: "a\e[2J\e]0;owned\a\u009b31m\u202eb"
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if false
