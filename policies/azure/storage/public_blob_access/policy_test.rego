package azure.storage.public_blob_access_test

import data.azure.storage.public_blob_access
import data.lib.resources_sample_test as sample

unhealthy(value) := sample.unhealthy(sprintf("properties.allowBlobPublicAccess is %s, wanted false", [value]))

verdict(properties) := found if {
	found := {"healthy": public_blob_access.healthy, "reasons": public_blob_access.reasons}
		with input as sample.resource("microsoft.storage/storageaccounts", properties)
}

test_healthy_when_allow_blob_public_access_is_false if verdict({"allowBlobPublicAccess": false}) == sample.healthy

test_unhealthy_when_allow_blob_public_access_is_true if verdict({"allowBlobPublicAccess": true}) == unhealthy("true")

test_missing_allow_blob_public_access_is_unhealthy if verdict({}) == unhealthy("not set")

account(group, name) := {
	"id": sprintf("/subscriptions/0001/resourcegroups/%s/providers/microsoft.storage/storageaccounts/%s", [group, name]),
	"type": "microsoft.storage/storageaccounts",
}

test_not_applicable_to_accounts_of_openshift if {
	not public_blob_access.applicable with input as account("aro-x1", "cluster7")
	not public_blob_access.applicable with input as account("aro-x1", "imageregistryq")
}

test_applicable_to_other_accounts if {
	public_blob_access.applicable with input as account("aro-x1", "orders")
	public_blob_access.applicable with input as account("shop", "cluster7")
}
