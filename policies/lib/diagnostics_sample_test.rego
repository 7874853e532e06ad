package lib.diagnostics_sample_test

# A diagnostic setting that archives one log in a storage account.
setting(log) := {
	"type": "microsoft.insights/diagnosticsettings",
	"properties": {
		"storageAccountId": "/subscriptions/0001/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/logs",
		"logs": [object.union({"categoryGroup": "allLogs", "enabled": true}, log)],
	},
}

archive(days) := setting({"retentionPolicy": {"enabled": true, "days": days}})

inventory(resource, settings) := {"children": {resource.id: {"microsoft.insights/diagnosticsettings": settings}}}

parameters(policy, days) := {"azure": {"diagnostics": {policy: {"requiredRetentionDays": days}}}}
