# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

default healthy := false

healthy if http.send({"method": "get", "url": "https://example.com"}).status_code == 200
