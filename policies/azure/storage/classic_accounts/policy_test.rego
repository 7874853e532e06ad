package azure.storage.classic_accounts_test

import data.azure.storage.classic_accounts
import data.lib.resources_sample_test as sample

verdict(account) := found if {
	found := {"healthy": classic_accounts.healthy, "reasons": classic_accounts.reasons} with input as account
}

test_healthy if verdict({"type": "microsoft.storage/storageaccounts"}) == sample.healthy

test_unhealthy if {
	reason := "type is microsoft.classicstorage/storageaccounts, wanted microsoft.storage/storageaccounts"
	verdict({"type": "microsoft.classicstorage/storageaccounts"}) == sample.unhealthy(reason)
}

test_missing_type_is_unhealthy if verdict({"id": "/a"}).healthy == false
