# METADATA
# title: Secure transfer to storage accounts should be enabled
# custom:
#   severity: high
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.neighbour

default healthy := false

applicable if input.kind != "BlobStorage"

healthy if {
	input.properties.supportsHttpsTrafficOnly
	count(data.inventory.by_type[input.type]) > 0
}

reasons contains "plain HTTP is accepted" if not healthy
