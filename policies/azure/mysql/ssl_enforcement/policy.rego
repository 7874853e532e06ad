# METADATA
# title: Enforce SSL connection should be enabled for MySQL database servers
# description: >-
#   Without SSL enforcement a client may log in and read data in plain text. The policy reads `sslEnforcement` of
#   the single server.
# custom:
#   severity: medium
#   resource_types: [microsoft.dbformysql/servers]
#   remediation: >-
#     Set SSL enforcement of the server to Enabled, after its clients have been changed to connect with SSL.
#   fix: az mysql server update --ids {id} --ssl-enforcement Enabled
#   assessment_key: 1f6d29f6-4edb-ea39-042b-de8f123ddd39
#   azure_policy: e802a67a-daf5-4436-9ea6-f6d821dd0c5d
package azure.mysql.ssl_enforcement

import data.lib.defaults
import data.lib.text

default healthy := false

healthy if text.same(input.properties.sslEnforcement, "Enabled")

# A server that does not state the setting is healthy; a server exported without any properties is not.
healthy if defaults.left_out(input, "properties.sslEnforcement")

reasons contains defaults.mismatch(input, "server", "properties.sslEnforcement", "Enabled") if not healthy
