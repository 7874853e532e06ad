package azure.postgresql.geo_redundant_backup_test

import data.azure.postgresql.geo_redundant_backup

resource(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.dbforpostgresql/servers/a",
	"type": "microsoft.dbforpostgresql/servers",
	"properties": properties,
}

test_healthy_when_geo_redundant_backup_is_enabled if {
	geo_redundant_backup.healthy with input as resource({"storageProfile": {"geoRedundantBackup": "Enabled"}})
	geo_redundant_backup.healthy with input as resource({"storageProfile": {"geoRedundantBackup": "ENABLED"}})
}

test_unhealthy_when_geo_redundant_backup_is_disabled if {
	found := resource({"storageProfile": {"geoRedundantBackup": "Disabled"}})
	not geo_redundant_backup.healthy with input as found
	geo_redundant_backup.reasons == {"properties.storageProfile.geoRedundantBackup is Disabled, wanted Enabled"}
		with input as found
}

test_missing_geo_redundant_backup_is_unhealthy if {
	found := resource({})
	not geo_redundant_backup.healthy with input as found
	geo_redundant_backup.reasons == {"properties.storageProfile.geoRedundantBackup is not set, wanted Enabled"}
		with input as found
}
