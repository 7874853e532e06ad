package azure.storage.default_network_deny_test

import data.azure.storage.default_network_deny

resource(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.storage/storageaccounts/a",
	"type": "microsoft.storage/storageaccounts",
	"properties": properties,
}

test_healthy_when_default_action_is_deny if {
	default_network_deny.healthy with input as resource({"networkAcls": {"defaultAction": "Deny"}})
	default_network_deny.healthy with input as resource({"networkAcls": {"defaultAction": "DENY"}})
}

test_unhealthy_when_default_action_is_allow if {
	found := resource({"networkAcls": {"defaultAction": "Allow"}})
	not default_network_deny.healthy with input as found
	default_network_deny.reasons == {"properties.networkAcls.defaultAction is Allow, wanted Deny"} with input as found
}

test_missing_default_action_is_unhealthy if {
	found := resource({})
	not default_network_deny.healthy with input as found
	default_network_deny.reasons == {"properties.networkAcls.defaultAction is not set, wanted Deny"}
		with input as found
}
