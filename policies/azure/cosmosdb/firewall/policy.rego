# METADATA
# title: Azure Cosmos DB accounts should have firewall rules
# description: >-
#   An account that admits every network leaves its keys as the only barrier. Evidence is disabled public
#   access, a virtual network filter, an IP rule or an approved private endpoint.
# custom:
#   severity: medium
#   resource_types: [microsoft.documentdb/databaseaccounts]
#   remediation: >-
#     Disable public network access, or allow only the virtual networks and IP ranges that need access.
#   fix: az cosmosdb update --ids {id} --public-network-access DISABLED
#   assessment_key: 276b1952-c364-852b-11e5-657f0fa34dc6
#   azure_policy: 862e97cf-49fc-4a5c-9de4-40d4e2e7c8eb
package azure.cosmosdb.firewall

import data.lib.attributes
import data.lib.private_endpoints
import data.lib.text

default healthy := false

# An account that does not state its public access has it enabled.
healthy if {
	attributes.has_text(input, "properties.publicNetworkAccess")
	not text.same(input.properties.publicNetworkAccess, "Enabled")
}

healthy if input.properties.isVirtualNetworkFilterEnabled == true

healthy if {
	some rule in attributes.objects(input, "properties.ipRules")
	attributes.has_text(rule, "ipAddressOrRange")
}

# Early API versions hold the IP rules as one string.
healthy if attributes.has_text(input, "properties.ipRangeFilter")

healthy if private_endpoints.approved(input)

reasons contains "open to every network, wanted public access disabled, or rules, or an approved private endpoint" if not healthy
