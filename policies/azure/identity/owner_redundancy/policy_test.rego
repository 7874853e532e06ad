package azure.identity.owner_redundancy_test

import data.azure.identity.owner_redundancy
import data.lib.accounts_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

verdict(inventory) := found if {
	found := verdicts.of(owner_redundancy) with input as sample.subscription with data.inventory as inventory
}

owners(names) := verdict(sample.tenant([[name, "owner", "/subscriptions/0001"] | some name in names]))

test_healthy_with_two_owners if owners(["anna", "ben", "nobody"]) == verdicts.healthy

test_unhealthy_with_one_owner if {
	owners(["anna", "staff", "app"]) == verdicts.unhealthy("accounts known as owners: 1, wanted at least 2")
}

test_missing_account_is_no_owner if {
	owners(["anna", "nobody"]) == verdicts.unhealthy_for({
		"accounts known as owners: 1, wanted at least 2",
		"account or group nobody is not in the inventory",
	})
}

test_other_roles_and_places_do_not_count if {
	below := ["cleo", "owner", "/subscriptions/0001/resourceGroups/rg"]
	held := sample.tenant([["anna", "owner", "/subscriptions/0001"], ["ben", "contributor", "/subscriptions/0001"], below])
	not verdict(held).healthy
}

group := "/providers/Microsoft.Management/managementGroups/platform"

test_owners_of_a_management_group_count_when_it_is_above if {
	held := sample.tenant([["anna", "owner", group], ["ben", "owner", group]])
	found := verdict(held)
	found.applicable
	not found.healthy
	placed := object.union(sample.subscription, {"properties": {"managementGroupAncestorsChain": [{"name": "platform"}]}})
	owner_redundancy.healthy with input as placed with data.inventory as held
}

test_not_applicable_without_owners if not verdict(sample.here("anna", "contributor")).applicable
