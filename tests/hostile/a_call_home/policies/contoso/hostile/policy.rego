# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if http.send({"method": "get", "url": "http://127.0.0.1:1/"}).status_code == 200
