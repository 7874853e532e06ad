package azure.identity.guest_readers_test

import data.azure.identity.guest_readers
import data.lib.accounts_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

verdict(inventory) := found if {
	found := verdicts.of(guest_readers) with input as sample.subscription with data.inventory as inventory
}

test_healthy_without_guests if verdict(sample.below("anna", "reader")) == verdicts.healthy

test_unhealthy_with_a_guest if {
	verdict(sample.below("guest", "reader")) == verdicts.unhealthy("account guest@contoso.example: userType is Guest, wanted no role for a guest")
}

test_healthy_with_an_adopted_member if verdict(sample.below("adopted", "reader")) == verdicts.healthy

test_missing_attribute_is_unhealthy if {
	verdict(sample.below("bare", "reader")) == verdicts.unhealthy("account bare@contoso.example: userType is not set, wanted no role for a guest")
}

test_missing_account_is_unhealthy if {
	verdict(sample.below("nobody", "reader")) == verdicts.unhealthy("account or group nobody is not in the inventory")
}

test_healthy_when_the_account_holds_lesser_roles if verdict(sample.below("guest", "vault data")) == verdicts.healthy

test_applicable if verdict(sample.below("anna", "vault data")) == verdicts.healthy

test_not_applicable_to_service_principals if verdict(sample.below("app", "vault data")) == verdicts.not_applicable
