package azure.identity.blocked_readers_writers_test

import data.azure.identity.blocked_readers_writers
import data.lib.accounts_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

verdict(inventory) := found if {
	found := verdicts.of(blocked_readers_writers) with input as sample.subscription with data.inventory as inventory
}

test_healthy_when_accounts_are_enabled if verdict(sample.below("anna", "reader")) == verdicts.healthy

test_unhealthy_when_an_account_is_blocked if {
	verdict(sample.below("blocked", "reader")) == verdicts.unhealthy("account blocked@contoso.example: accountEnabled is false, wanted no role for a blocked account")
}

test_unhealthy_with_a_role_that_only_writes if {
	verdict(sample.below("blocked", "creator")) == verdicts.unhealthy("account blocked@contoso.example: accountEnabled is false, wanted no role for a blocked account")
}

test_missing_attribute_is_unhealthy if {
	verdict(sample.below("bare", "reader")) == verdicts.unhealthy("account bare@contoso.example: accountEnabled is not set, wanted no role for a blocked account")
}

test_missing_account_is_unhealthy if {
	verdict(sample.below("nobody", "reader")) == verdicts.unhealthy("account or group nobody is not in the inventory")
}

test_healthy_when_the_account_holds_lesser_roles if {
	verdict(sample.below("blocked", "vault data")) == verdicts.not_applicable
}

test_not_applicable_without_such_roles if verdict(sample.below("anna", "vault data")) == verdicts.not_applicable

test_not_applicable_to_service_principals if verdict(sample.below("app", "reader")) == verdicts.not_applicable
