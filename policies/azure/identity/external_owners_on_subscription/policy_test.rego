package azure.identity.external_owners_on_subscription_test

import data.azure.identity.external_owners_on_subscription
import data.lib.accounts_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

verdict(inventory) := found if {
	found := verdicts.of(external_owners_on_subscription) with input as sample.subscription with data.inventory as inventory
}

test_healthy_without_external_accounts if verdict(sample.here("anna", "owner")) == verdicts.healthy

test_unhealthy_with_an_external_account if {
	verdict(sample.here("guest", "owner")) == verdicts.unhealthy("account guest@contoso.example: userType is Guest, wanted no role for a guest")
}

test_unhealthy_with_an_account_of_another_directory if {
	reason := "account adopted_fabrikam.example#EXT#@contoso.example is not known to belong to this directory"
	verdict(sample.here("adopted", "owner")) == verdicts.unhealthy(reason)
}

test_missing_attribute_is_unhealthy if {
	verdict(sample.here("bare", "owner")) == verdicts.unhealthy("account bare@contoso.example: userType is not set, wanted no role for a guest")
}

test_missing_account_is_unhealthy if {
	verdict(sample.here("nobody", "owner")) == verdicts.unhealthy("account or group nobody is not in the inventory")
}

test_healthy_when_the_account_holds_lesser_roles if verdict(sample.here("guest", "contributor")) == verdicts.healthy

test_applicable if verdict(sample.here("anna", "vault data")) == verdicts.healthy

test_not_applicable_below_the_subscription if verdict(sample.below("guest", "vault data")) == verdicts.not_applicable

test_not_applicable_to_service_principals if verdict(sample.here("app", "vault data")) == verdicts.not_applicable
