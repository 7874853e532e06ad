# METADATA
# title: Auditing on SQL server should be enabled
# description: >-
#   Without an audit log, nobody can tell who read or changed the data of a server. The policy reads the
#   state of the server's auditing settings.
# custom:
#   severity: low
#   resource_types: [microsoft.sql/servers]
#   requires: [microsoft.sql/servers/auditingsettings]
#   remediation: Enable auditing of the server, with a Log Analytics workspace or a storage account as its target.
#   fix: az sql server audit-policy update --ids {id} --state Enabled --log-analytics-target-state Enabled --log-analytics-workspace-resource-id "$WORKSPACE_RESOURCE_ID"
#   assessment_key: 94208a8b-16e8-4e5b-abbd-4e81c9d02bee
#   azure_policy: a6fb4358-5bf4-4ad7-ba82-2cd2f41ce5e9
package azure.sql.auditing

import data.lib.sql
import data.lib.text

default healthy := false

applicable if sql.is_logical_server(input)

healthy if text.same(sql.value(input, "auditingSettings/default", "properties.state"), "Enabled")

reasons contains sql.mismatch(input, "auditingSettings/default", "properties.state", "Enabled") if not healthy
