# METADATA
# title: Audit retention for SQL servers should be set to at least 90 days
# description: >-
#   An intrusion is often found months later; audit logs that are gone by then cannot tell what happened. Evidence
#   is the retention in storage, or that the logs go to Azure Monitor alone, which keeps them by rules of its own.
# custom:
#   severity: low
#   resource_types: [microsoft.sql/servers]
#   requires: [microsoft.sql/servers/auditingsettings]
#   remediation: Set the retention of the audit logs in the storage account to 90 days or more, or to 0 for no limit.
#   fix: az sql server audit-policy update --ids {id} --blob-storage-target-state Enabled --storage-account "$STORAGE_ACCOUNT" --retention-days 90
#   assessment_key: 620671b8-6661-273a-38ac-4574967750ec
#   azure_policy: 89099bee-89e0-4b26-a5f4-165451757743
package azure.sql.audit_retention

import data.lib.sql

default healthy := false

settings := "auditingSettings/default"

applicable if sql.is_logical_server(input)

healthy if {
	sql.value(input, settings, "properties.isAzureMonitorTargetEnabled") == true
	sql.value(input, settings, "properties.storageEndpoint") in {null, ""}
}

healthy if sql.value(input, settings, "properties.retentionDays") == 0

healthy if {
	days := sql.value(input, settings, "properties.retentionDays")
	is_number(days)
	days >= 90
}

reasons contains sql.mismatch(input, settings, "properties.retentionDays", "0 (no limit) or at least 90") if not healthy
