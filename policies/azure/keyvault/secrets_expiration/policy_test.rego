package azure.keyvault.secrets_expiration_test

import data.azure.keyvault.secrets_expiration
import data.lib.key_vault_sample_test as vault
import data.lib.resources_sample_test as sample

test_healthy_with_an_expiration_date if {
	every object in [
		vault.listed("secrets", {"enabled": true, "expires": "2027-03-01T00:00:00+00:00"}),
		vault.managed("secrets", {"enabled": true, "exp": 1803859200}),
	] {
		sample.verdict(secrets_expiration) == sample.healthy with input as object
	}
}

test_unhealthy_without_an_expiration_date if {
	every object in [
		vault.listed("secrets", {"enabled": true, "expires": null}),
		vault.managed("secrets", {"enabled": true}),
	] {
		reason := "no expiration date is set, wanted one"
		sample.verdict(secrets_expiration) == sample.unhealthy(reason) with input as object
	}
}

test_missing_attributes_are_unhealthy if {
	sample.verdict(secrets_expiration) == sample.unhealthy("no expiration date is set, wanted one")
		with input as vault.entry("microsoft.keyvault.data/vaults", "secrets")
}
