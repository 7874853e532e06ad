package azure.keyvault.soft_delete_test

import data.azure.keyvault.soft_delete
import data.lib.resources_sample_test as sample

vault(properties) := sample.resource("microsoft.keyvault/vaults", properties)

test_healthy_when_soft_delete_is_true if {
	sample.verdict(soft_delete) == sample.healthy with input as vault({"enableSoftDelete": true})
}

test_unhealthy_when_soft_delete_is_false if {
	sample.verdict(soft_delete) == sample.unhealthy("properties.enableSoftDelete is false, wanted true")
		with input as vault({"enableSoftDelete": false})
}

test_missing_soft_delete_is_unhealthy if {
	sample.verdict(soft_delete) == sample.unhealthy("properties.enableSoftDelete is not set, wanted true")
		with input as vault({})
}

test_not_applicable_while_recovering if {
	not soft_delete.applicable with input as vault({"createMode": "Recover"})
	soft_delete.applicable with input as vault({"createMode": "default"})
	soft_delete.applicable with input as vault({})
}
