package azure.identity.mfa_writers_on_subscription_test

import data.azure.identity.mfa_writers_on_subscription
import data.lib.accounts_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

verdict(inventory) := found if {
	found := verdicts.of(mfa_writers_on_subscription) with input as sample.subscription with data.inventory as inventory
}

test_healthy_with_mfa if verdict(sample.here("anna", "contributor")) == verdicts.healthy

test_unhealthy_without_mfa if {
	verdict(sample.here("plain", "contributor")) == verdicts.unhealthy("account plain@contoso.example has no multifactor authentication in force")
}

test_missing_attribute_is_unhealthy if {
	verdict(sample.here("bare", "contributor")) == verdicts.unhealthy("account bare@contoso.example has no multifactor authentication in force")
}

test_missing_account_is_unhealthy if {
	verdict(sample.here("nobody", "contributor")) == verdicts.unhealthy("account or group nobody is not in the inventory")
}

test_healthy_when_the_account_holds_lesser_roles if verdict(sample.here("plain", "reader")) == verdicts.not_applicable

test_not_applicable_without_such_roles if verdict(sample.here("anna", "reader")) == verdicts.not_applicable

test_not_applicable_below_the_subscription if verdict(sample.below("plain", "contributor")) == verdicts.not_applicable

test_not_applicable_to_service_principals if verdict(sample.here("app", "contributor")) == verdicts.not_applicable
