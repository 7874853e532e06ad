# METADATA
# title: Enforce SSL connection should be enabled for PostgreSQL database servers
# description: >-
#   Without SSL enforcement a client may log in and read data in plain text. The policy reads `sslEnforcement` of
#   the single server.
# custom:
#   severity: medium
#   resource_types: [microsoft.dbforpostgresql/servers]
#   remediation: >-
#     Set SSL enforcement of the server to Enabled, after its clients have been changed to connect with SSL.
#   fix: az resource patch --ids {id} --properties '{"sslEnforcement":"Enabled"}'
#   assessment_key: 1fde2073-a488-17e9-9534-5a3b23379b4b
#   azure_policy: d158790f-bfb0-486c-8631-2dc6b4e8e6af
package azure.postgresql.ssl_enforcement

import data.lib.defaults
import data.lib.text

default healthy := false

healthy if text.same(input.properties.sslEnforcement, "Enabled")

# A server that does not state the setting is healthy; a server exported without any properties is not.
healthy if defaults.left_out(input, "properties.sslEnforcement")

reasons contains defaults.mismatch(input, "server", "properties.sslEnforcement", "Enabled") if not healthy
