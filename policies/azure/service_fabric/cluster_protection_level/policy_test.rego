package azure.service_fabric.cluster_protection_level_test

import data.azure.service_fabric.cluster_protection_level

cluster(settings) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.servicefabric/clusters/a",
	"type": "microsoft.servicefabric/clusters",
	"properties": {"fabricSettings": settings},
}

section(name, level) := {"name": name, "parameters": [{"name": "ClusterProtectionLevel", "value": level}]}

test_healthy_when_encrypted_and_signed if {
	cluster_protection_level.healthy
		with input as cluster([{"name": "Diagnostics", "parameters": []}, section("security", "encryptandsign")])
	count(cluster_protection_level.reasons) == 0 with input as cluster([section("Security", "EncryptAndSign")])
}

test_unhealthy_when_only_signed if {
	not cluster_protection_level.healthy with input as cluster([section("Security", "Sign")])
	cluster_protection_level.reasons == {"ClusterProtectionLevel is Sign, wanted EncryptAndSign"}
		with input as cluster([section("Security", "Sign")])
}

test_unhealthy_in_another_section if {
	not cluster_protection_level.healthy with input as cluster([section("Setup", "EncryptAndSign")])
}

test_missing_level_is_unhealthy if {
	not cluster_protection_level.healthy with input as cluster([{"name": "Security", "parameters": []}])
	not cluster_protection_level.healthy with input as cluster(null)
	not cluster_protection_level.healthy with input as {"properties": {}}
	cluster_protection_level.reasons == {"ClusterProtectionLevel is not set in section Security, wanted EncryptAndSign"}
		with input as {"properties": {}}
}
