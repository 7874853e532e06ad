# METADATA
# title: Accounts should keep logs for 30 days
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.retention

default healthy := false

healthy if input.properties.days >= 30
