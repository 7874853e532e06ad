package azure.identity.owner_limit_test

import data.azure.identity.owner_limit
import data.lib.accounts_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

verdict(inventory) := found if {
	found := verdicts.of(owner_limit) with input as sample.subscription with data.inventory as inventory
}

owners(names) := verdict(sample.tenant([[name, "owner", "/subscriptions/0001"] | some name in names]))

test_healthy_with_three_owners if owners(["anna", "ben", "cleo", "staff", "app"]) == verdicts.healthy

test_unhealthy_with_four_owners if {
	owners(["staff", "ben", "cleo", "dora"]) == verdicts.unhealthy("4 accounts are owners, wanted at most 3")
}

test_other_roles_and_places_do_not_count if {
	held := sample.tenant([
		["anna", "owner", "/subscriptions/0001"],
		["ben", "contributor", "/subscriptions/0001"],
		["cleo", "owner", "/subscriptions/0001/resourceGroups/rg"],
		["dora", "owner", "/subscriptions/0001/resourceGroups/rg"],
	])
	verdict(held) == verdicts.healthy
}

test_missing_account_is_unhealthy if {
	owners(["anna", "nobody"]) == verdicts.unhealthy("account or group nobody is not in the inventory")
}

test_applicable if owners(["anna"]) == verdicts.healthy

test_not_applicable_without_owners if verdict(sample.here("anna", "contributor")) == verdicts.not_applicable
