# METADATA
# title: Public network access on Azure SQL Database should be disabled
# description: >-
#   A server that listens on a public endpoint can be attacked from anywhere; without one it is reached
#   through private endpoints alone.
# custom:
#   severity: medium
#   resource_types: [microsoft.sql/servers]
#   remediation: Set `publicNetworkAccess` to Disabled, and give clients a private endpoint.
#   fix: az sql server update --ids {id} --enable-public-network false
#   assessment_key: 22e93e92-4a31-b4cd-d640-3ef908430aa6
#   azure_policy: 1b8ca024-1d5c-4dec-8995-b1a932b41780
package azure.sql.public_network_access

import data.lib.attributes
import data.lib.text

default healthy := false

healthy if text.same(input.properties.publicNetworkAccess, "Disabled")

reasons contains attributes.mismatch(input, "properties.publicNetworkAccess", "Disabled") if not healthy
