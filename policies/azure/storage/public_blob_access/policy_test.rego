package azure.storage.public_blob_access_test

import data.azure.storage.public_blob_access

resource(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.storage/storageaccounts/a",
	"type": "microsoft.storage/storageaccounts",
	"properties": properties,
}

test_healthy_when_allow_blob_public_access_is_false if {
	public_blob_access.healthy with input as resource({"allowBlobPublicAccess": false})
}

test_unhealthy_when_allow_blob_public_access_is_true if {
	found := resource({"allowBlobPublicAccess": true})
	not public_blob_access.healthy with input as found
	public_blob_access.reasons == {"properties.allowBlobPublicAccess is true, wanted false"} with input as found
}

test_missing_allow_blob_public_access_is_unhealthy if {
	found := resource({})
	not public_blob_access.healthy with input as found
	public_blob_access.reasons == {"properties.allowBlobPublicAccess is not set, wanted false"} with input as found
}

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
