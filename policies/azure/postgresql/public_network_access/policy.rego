# METADATA
# title: Public network access should be disabled for PostgreSQL servers
# description: >-
#   A server that listens on a public endpoint can be attacked from anywhere; without one it is reached
#   through private endpoints alone.
# custom:
#   severity: medium
#   resource_types: [microsoft.dbforpostgresql/servers]
#   remediation: Set `publicNetworkAccess` to Disabled, and give clients a private endpoint.
#   fix: az resource patch --ids {id} --properties '{"publicNetworkAccess":"Disabled"}'
#   assessment_key: b34f9fe7-80cd-6fb3-2c5b-951993746ca8
#   azure_policy: b52376f7-9612-48a1-81cd-1ffe4b61032c
package azure.postgresql.public_network_access

import data.lib.attributes
import data.lib.text

default healthy := false

healthy if text.same(input.properties.publicNetworkAccess, "Disabled")

reasons contains attributes.mismatch(input, "properties.publicNetworkAccess", "Disabled") if not healthy
