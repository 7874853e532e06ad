package azure.identity.mfa_owners_test

import data.azure.identity.mfa_owners
import data.lib.accounts_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

verdict(inventory) := found if {
	found := verdicts.of(mfa_owners) with input as sample.subscription with data.inventory as inventory
}

test_healthy_with_mfa if verdict(sample.below("anna", "owner")) == verdicts.healthy

test_unhealthy_without_mfa if {
	verdict(sample.below("plain", "owner")) == verdicts.unhealthy("account plain@contoso.example has no multifactor authentication in force")
}

test_missing_attribute_is_unhealthy if {
	verdict(sample.below("bare", "owner")) == verdicts.unhealthy("account bare@contoso.example has no multifactor authentication in force")
}

test_missing_account_is_unhealthy if {
	verdict(sample.below("nobody", "owner")) == verdicts.unhealthy("account or group nobody is not in the inventory")
}

test_healthy_when_the_account_holds_lesser_roles if {
	verdict(sample.below("plain", "contributor")) == verdicts.not_applicable
}

test_not_applicable_without_such_roles if verdict(sample.below("anna", "contributor")) == verdicts.not_applicable

test_not_applicable_to_service_principals if verdict(sample.below("app", "owner")) == verdicts.not_applicable
