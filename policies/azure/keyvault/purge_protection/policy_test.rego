package azure.keyvault.purge_protection_test

import data.azure.keyvault.purge_protection

vault(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.keyvault/vaults/a",
	"type": "microsoft.keyvault/vaults",
	"properties": properties,
}

test_healthy_with_purge_protection_and_soft_delete if {
	purge_protection.healthy with input as vault({"enablePurgeProtection": true, "enableSoftDelete": true})
}

test_healthy_when_soft_delete_is_not_stated if {
	purge_protection.healthy with input as vault({"enablePurgeProtection": true})
}

test_unhealthy_without_purge_protection if {
	not purge_protection.healthy with input as vault({"enablePurgeProtection": false, "enableSoftDelete": true})
}

test_unhealthy_without_soft_delete if {
	refused := vault({"enablePurgeProtection": true, "enableSoftDelete": false})
	not purge_protection.healthy with input as refused
	purge_protection.reasons == {"properties.enableSoftDelete is false, wanted true"} with input as refused
}

test_missing_purge_protection_is_unhealthy if {
	not purge_protection.healthy with input as vault({"enableSoftDelete": true})
	purge_protection.reasons == {"properties.enablePurgeProtection is not set, wanted true"}
		with input as vault({"enableSoftDelete": true})
}

test_not_applicable_while_recovering if {
	not purge_protection.applicable with input as vault({"createMode": "Recover"})
	purge_protection.applicable with input as vault({"createMode": "default"})
	purge_protection.applicable with input as vault({})
}
