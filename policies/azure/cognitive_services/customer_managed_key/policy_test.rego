package azure.cognitive_services.customer_managed_key_test

import data.azure.cognitive_services.customer_managed_key
import data.lib.resources_sample_test as sample

account(kind, encryption) := object.union(
	sample.resource("microsoft.cognitiveservices/accounts", {"encryption": encryption}),
	{"kind": kind},
)

excluding(kinds) := {"azure": {"cognitive_services": {"customer_managed_key": {"excludedKinds": kinds}}}}

test_healthy_with_a_key_in_a_vault if {
	every source in ["Microsoft.KeyVault", "microsoft.keyvault"] {
		sample.verdict(customer_managed_key) == sample.healthy with input as account("OpenAI", {"keySource": source})
	}
}

test_unhealthy_with_the_key_of_the_service if {
	managed := account("OpenAI", {"keySource": "Microsoft.CognitiveServices"})
	reason := "properties.encryption.keySource is Microsoft.CognitiveServices, wanted Microsoft.KeyVault"
	sample.verdict(customer_managed_key) == sample.unhealthy(reason) with input as managed
}

test_missing_encryption_is_unhealthy if not customer_managed_key.healthy with input as account("OpenAI", null)

test_not_applicable_to_excluded_kinds if {
	not customer_managed_key.applicable
		with input as account("luis", null)
		with data.parameters as excluding(["AIServices", "LUIS"])
}

test_applicable_to_other_kinds if {
	every kind in ["OpenAI", "LUIS", null] {
		customer_managed_key.applicable with input as account(kind, null) with data.parameters as excluding(["AIServices"])
	}
}
