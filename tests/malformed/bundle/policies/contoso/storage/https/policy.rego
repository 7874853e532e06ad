# METADATA
# title: Accounts should refuse plain HTTP
# custom:
#   severity: high
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.https

default healthy := false

healthy if input.properties.https == true
