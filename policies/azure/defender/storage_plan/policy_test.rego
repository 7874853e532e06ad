package azure.defender.storage_plan_test

import data.azure.defender.storage_plan
import data.lib.defender_sample_test as defender
import data.lib.resources_sample_test as sample

# The verdict on a subscription, by the properties of its plan for storage.
planned(properties) := verdict if {
	pricing := defender.pricing("/subscriptions/0001", "StorageAccounts", properties)
	verdict := verdict_on(defender.pricings([pricing]))
}

verdict_on(inventory) := verdict if {
	verdict := {"healthy": storage_plan.healthy, "reasons": storage_plan.reasons}
		with input as defender.subscription
		with data.inventory as inventory
}

full := {
	"pricingTier": "Standard",
	"subPlan": "DefenderForStorageV2",
	"extensions": [
		{"name": "OnUploadMalwareScanning", "isEnabled": "True"},
		{"name": "SensitiveDataDiscovery", "isEnabled": "true"},
	],
}

test_healthy_with_the_full_plan if planned(full) == sample.healthy

test_unhealthy_on_the_free_tier if {
	free := planned(object.union(full, {"pricingTier": "Free"}))
	free == sample.unhealthy("properties.pricingTier is Free, wanted Standard")
}

test_unhealthy_on_the_classic_plan if {
	classic := planned(object.union(full, {"subPlan": "PerTransaction"}))
	classic == sample.unhealthy("properties.subPlan is PerTransaction, wanted DefenderForStorageV2")
}

test_unhealthy_when_an_extension_is_disabled if {
	extensions := [
		{"name": "OnUploadMalwareScanning", "isEnabled": "True"},
		{"name": "SensitiveDataDiscovery", "isEnabled": "False"},
	]
	partial := planned(object.union(full, {"extensions": extensions}))
	partial == sample.unhealthy("extension SensitiveDataDiscovery is not enabled")
}

test_malformed_extensions_are_unhealthy if {
	both := {"OnUploadMalwareScanning": "True", "SensitiveDataDiscovery": "True"}
	names := ["OnUploadMalwareScanning", "SensitiveDataDiscovery"]
	every odd in ["x", 1, both, names, [null], [{"name": names[0]}, {"name": names[1]}]] {
		planned(object.union(full, {"extensions": odd})).healthy == false
	}
}

test_missing_settings_are_unhealthy if {
	planned({"pricingTier": "Standard"}) == {"healthy": false, "reasons": {
		"properties.subPlan is not set, wanted DefenderForStorageV2",
		"extension OnUploadMalwareScanning is not enabled",
		"extension SensitiveDataDiscovery is not enabled",
	}}
}

test_missing_plan_is_unhealthy if {
	every inventory in [defender.pricings([]), {}] {
		verdict_on(inventory) == sample.unhealthy("no plan StorageAccounts found, wanted the Standard tier")
	}
}
