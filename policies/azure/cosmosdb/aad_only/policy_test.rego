package azure.cosmosdb.aad_only_test

import data.azure.cosmosdb.aad_only

resource(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.documentdb/databaseaccounts/a",
	"type": "microsoft.documentdb/databaseaccounts",
	"properties": properties,
}

test_healthy_when_disable_local_auth_is_true if aad_only.healthy with input as resource({"disableLocalAuth": true})

test_unhealthy_when_disable_local_auth_is_false if {
	found := resource({"disableLocalAuth": false})
	not aad_only.healthy with input as found
	aad_only.reasons == {"properties.disableLocalAuth is false, wanted true"} with input as found
}

test_missing_disable_local_auth_is_unhealthy if {
	found := resource({})
	not aad_only.healthy with input as found
	aad_only.reasons == {"properties.disableLocalAuth is not set, wanted true"} with input as found
}

test_applicable_to_the_api_for_nosql if {
	aad_only.applicable with input as resource({"capabilities": [{"name": "EnableServerless"}]})
	aad_only.applicable with input as resource({})
}

test_not_applicable_to_other_apis if {
	every api in ["EnableMongo", "EnableCassandra", "EnableTable", "enablegremlin"] {
		not aad_only.applicable with input as resource({"capabilities": [{"name": "EnableServerless"}, {"name": api}]})
	}
}
