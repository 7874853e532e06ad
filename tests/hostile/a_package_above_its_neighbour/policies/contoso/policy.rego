# METADATA
# title: A rule as a package
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso

default healthy := false

healthy if true

neighbour := {"healthy": true}
