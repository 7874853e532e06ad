package azure.cosmosdb.aad_only_test

import data.azure.cosmosdb.aad_only
import data.lib.resources_sample_test as sample

account(properties) := sample.resource("microsoft.documentdb/databaseaccounts", properties)

test_healthy_when_disable_local_auth_is_true if {
	sample.verdict(aad_only) == sample.healthy with input as account({"disableLocalAuth": true})
}

test_unhealthy_when_disable_local_auth_is_false if {
	sample.verdict(aad_only) == sample.unhealthy("properties.disableLocalAuth is false, wanted true")
		with input as account({"disableLocalAuth": false})
}

test_missing_disable_local_auth_is_unhealthy if {
	sample.verdict(aad_only) == sample.unhealthy("properties.disableLocalAuth is not set, wanted true")
		with input as account({})
}

test_malformed_disable_local_auth_is_unhealthy if {
	every odd in ["true", 1, [], {}] {
		not aad_only.healthy with input as account({"disableLocalAuth": odd})
	}
}

test_applicable_to_the_api_for_nosql if {
	aad_only.applicable with input as account({"capabilities": [{"name": "EnableServerless"}]})
	aad_only.applicable with input as account({})
	every odd in [null, "EnableMongo", 1, {"name": "EnableMongo"}, [null], ["EnableMongo"], [{"name": null}]] {
		aad_only.applicable with input as account({"capabilities": odd})
	}
}

test_not_applicable_to_other_apis if {
	every api in ["EnableMongo", "EnableCassandra", "EnableTable", "enablegremlin"] {
		not aad_only.applicable with input as account({"capabilities": [{"name": "EnableServerless"}, {"name": api}]})
	}
}
