package azure.keyvault.soft_delete_test

import data.azure.keyvault.soft_delete

resource(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.keyvault/vaults/a",
	"type": "microsoft.keyvault/vaults",
	"properties": properties,
}

test_healthy_when_soft_delete_is_true if soft_delete.healthy with input as resource({"enableSoftDelete": true})

test_unhealthy_when_soft_delete_is_false if {
	found := resource({"enableSoftDelete": false})
	not soft_delete.healthy with input as found
	soft_delete.reasons == {"properties.enableSoftDelete is false, wanted true"} with input as found
}

test_missing_soft_delete_is_unhealthy if {
	found := resource({})
	not soft_delete.healthy with input as found
	soft_delete.reasons == {"properties.enableSoftDelete is not set, wanted true"} with input as found
}

test_not_applicable_while_recovering if {
	not soft_delete.applicable with input as resource({"createMode": "Recover"})
	soft_delete.applicable with input as resource({"createMode": "default"})
	soft_delete.applicable with input as resource({})
}
