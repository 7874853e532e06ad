package azure.identity.blocked_accounts_on_subscription_test

import data.azure.identity.blocked_accounts_on_subscription
import data.lib.accounts_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

verdict(inventory) := found if {
	found := verdicts.of(blocked_accounts_on_subscription) with input as sample.subscription with data.inventory as inventory
}

test_healthy_when_accounts_are_enabled if verdict(sample.here("anna", "vault data")) == verdicts.healthy

test_unhealthy_when_an_account_is_blocked if {
	verdict(sample.here("blocked", "vault data")) == verdicts.unhealthy("account blocked@contoso.example: accountEnabled is false, wanted no role for a blocked account")
}

test_missing_attribute_is_unhealthy if {
	verdict(sample.here("bare", "vault data")) == verdicts.unhealthy("account bare@contoso.example: accountEnabled is not set, wanted no role for a blocked account")
}

test_missing_account_is_unhealthy if {
	verdict(sample.here("nobody", "vault data")) == verdicts.unhealthy("account or group nobody is not in the inventory")
}

test_not_applicable_below_the_subscription if verdict(sample.below("blocked", "vault data")) == verdicts.not_applicable

test_not_applicable_to_service_principals if verdict(sample.here("app", "vault data")) == verdicts.not_applicable
