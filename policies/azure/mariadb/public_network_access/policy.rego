# METADATA
# title: Public network access should be disabled for MariaDB servers
# description: >-
#   A server that listens on a public endpoint can be attacked from anywhere; without one it is reached
#   through private endpoints alone.
# custom:
#   severity: medium
#   resource_types: [microsoft.dbformariadb/servers]
#   remediation: Set `publicNetworkAccess` to Disabled, and give clients a private endpoint.
#   fix: az mariadb server update --ids {id} --public-network-access Disabled
#   assessment_key: ab153e43-2fb5-0670-2117-70340851ea9b
#   azure_policy: fdccbe47-f3e3-4213-ad5d-ea459b2fa077
package azure.mariadb.public_network_access

import data.lib.attributes
import data.lib.text

default healthy := false

healthy if text.same(input.properties.publicNetworkAccess, "Disabled")

reasons contains attributes.mismatch(input, "properties.publicNetworkAccess", "Disabled") if not healthy
