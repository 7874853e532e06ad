package azure.postgresql.geo_redundant_backup_test

import data.azure.postgresql.geo_redundant_backup
import data.lib.resources_sample_test as sample

unhealthy(value) := sample.unhealthy(sprintf("properties.storageProfile.geoRedundantBackup is %s, wanted Enabled", [value]))

verdict(properties) := found if {
	found := {"healthy": geo_redundant_backup.healthy, "reasons": geo_redundant_backup.reasons}
		with input as sample.resource("microsoft.dbforpostgresql/servers", properties)
}

test_healthy_when_geo_redundant_backup_is_enabled if {
	verdict({"storageProfile": {"geoRedundantBackup": "Enabled"}}) == sample.healthy
	verdict({"storageProfile": {"geoRedundantBackup": "ENABLED"}}) == sample.healthy
}

test_unhealthy_when_geo_redundant_backup_is_disabled if verdict({"storageProfile": {"geoRedundantBackup": "Disabled"}}) == unhealthy("Disabled")

test_missing_geo_redundant_backup_is_unhealthy if verdict({}) == unhealthy("not set")
