package azure.keyvault.purge_protection_test

import data.azure.keyvault.purge_protection
import data.lib.resources_sample_test as sample

vault(properties) := sample.resource("microsoft.keyvault/vaults", properties)

test_healthy_with_purge_protection_and_soft_delete if {
	purge_protection.healthy with input as vault({"enablePurgeProtection": true, "enableSoftDelete": true})
}

test_healthy_when_soft_delete_is_not_stated if {
	sample.verdict(purge_protection) == sample.healthy with input as vault({"enablePurgeProtection": true})
	purge_protection.healthy with input as vault({"enablePurgeProtection": true, "enableSoftDelete": null})
}

test_unhealthy_without_purge_protection if {
	not purge_protection.healthy with input as vault({"enablePurgeProtection": false, "enableSoftDelete": true})
}

test_unhealthy_without_soft_delete if {
	refused := vault({"enablePurgeProtection": true, "enableSoftDelete": false})
	sample.verdict(purge_protection) == sample.unhealthy("properties.enableSoftDelete is false, wanted true")
		with input as refused
}

test_malformed_settings_are_unhealthy if {
	every odd in ["true", "", 1, [], {}] {
		not purge_protection.healthy with input as vault({"enablePurgeProtection": odd, "enableSoftDelete": true})
		not purge_protection.healthy with input as vault({"enablePurgeProtection": true, "enableSoftDelete": odd})
	}
}

test_missing_purge_protection_is_unhealthy if {
	sample.verdict(purge_protection) == sample.unhealthy("properties.enablePurgeProtection is not set, wanted true")
		with input as vault({"enableSoftDelete": true})
}

test_not_applicable_while_recovering if {
	not purge_protection.applicable with input as vault({"createMode": "Recover"})
	purge_protection.applicable with input as vault({"createMode": "default"})
	purge_protection.applicable with input as vault({})
}
