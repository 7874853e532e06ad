package azure.defender.storage_plan_test

import data.azure.defender.storage_plan

subscription := {"id": "/subscriptions/0001", "type": "microsoft.resources/subscriptions", "name": "shop"}

inventory(properties) := {"by_type": {"microsoft.security/pricings": [{
	"id": "/subscriptions/0001/providers/microsoft.security/pricings/storageaccounts",
	"type": "microsoft.security/pricings",
	"name": "StorageAccounts",
	"properties": properties,
}]}}

full := {
	"pricingTier": "Standard",
	"subPlan": "DefenderForStorageV2",
	"extensions": [
		{"name": "OnUploadMalwareScanning", "isEnabled": "True"},
		{"name": "SensitiveDataDiscovery", "isEnabled": "true"},
	],
}

test_healthy_with_the_full_plan if {
	storage_plan.healthy with input as subscription with data.inventory as inventory(full)
	count(storage_plan.reasons) == 0 with input as subscription with data.inventory as inventory(full)
}

test_unhealthy_on_the_free_tier if {
	free := inventory(object.union(full, {"pricingTier": "Free"}))
	not storage_plan.healthy with input as subscription with data.inventory as free
	storage_plan.reasons == {"properties.pricingTier is Free, wanted Standard"}
		with input as subscription
		with data.inventory as free
}

test_unhealthy_on_the_classic_plan if {
	classic := inventory(object.union(full, {"subPlan": "PerTransaction"}))
	not storage_plan.healthy with input as subscription with data.inventory as classic
}

test_unhealthy_when_an_extension_is_disabled if {
	extensions := [
		{"name": "OnUploadMalwareScanning", "isEnabled": "True"},
		{"name": "SensitiveDataDiscovery", "isEnabled": "False"},
	]
	partial := inventory(object.union(full, {"extensions": extensions}))
	not storage_plan.healthy with input as subscription with data.inventory as partial
	storage_plan.reasons == {"extension SensitiveDataDiscovery is not enabled"}
		with input as subscription
		with data.inventory as partial
}

test_missing_settings_are_unhealthy if {
	not storage_plan.healthy with input as subscription with data.inventory as inventory({"pricingTier": "Standard"})
	count(storage_plan.reasons) == 3
		with input as subscription
		with data.inventory as inventory({"pricingTier": "Standard"})
}

test_missing_plan_is_unhealthy if {
	not storage_plan.healthy
		with input as subscription
		with data.inventory as {"by_type": {"microsoft.security/pricings": []}}
	storage_plan.reasons == {"no plan StorageAccounts found, wanted the Standard tier"}
		with input as subscription
		with data.inventory as {}
}
