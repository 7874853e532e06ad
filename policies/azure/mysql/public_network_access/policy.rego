# METADATA
# title: Public network access should be disabled for MySQL servers
# description: >-
#   A server that listens on a public endpoint can be attacked from anywhere; without one it is reached
#   through private endpoints alone.
# custom:
#   severity: medium
#   resource_types: [microsoft.dbformysql/servers]
#   remediation: Set `publicNetworkAccess` to Disabled, and give clients a private endpoint.
#   fix: az mysql server update --ids {id} --public-network-access Disabled
#   assessment_key: d5d090f1-7d5c-9b38-7344-0ede8343276d
#   azure_policy: d9844e8a-1437-4aeb-a32c-0c992f056095
package azure.mysql.public_network_access

import data.lib.attributes
import data.lib.text

default healthy := false

healthy if text.same(input.properties.publicNetworkAccess, "Disabled")

reasons contains attributes.mismatch(input, "properties.publicNetworkAccess", "Disabled") if not healthy
