package azure.container_registry.customer_managed_key_test

import data.azure.container_registry.customer_managed_key
import data.lib.resources_sample_test as sample

registry(properties) := sample.resource("microsoft.containerregistry/registries", properties)

encrypted(status) := registry({"encryption": {"status": status}})

test_healthy_when_encryption_is_enabled if {
	every status in ["enabled", "Enabled"] {
		sample.verdict(customer_managed_key) == sample.healthy with input as encrypted(status)
	}
}

test_unhealthy_when_encryption_is_disabled if {
	sample.verdict(customer_managed_key) == sample.unhealthy("properties.encryption.status is disabled, wanted enabled")
		with input as encrypted("disabled")
}

test_missing_encryption_is_unhealthy if {
	not customer_managed_key.healthy with input as registry({})
	not customer_managed_key.healthy with input as registry({"encryption": null})
}
