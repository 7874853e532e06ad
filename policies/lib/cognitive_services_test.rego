package lib.cognitive_services_test

import data.lib.cognitive_services

account(properties) := {"id": "/s/speech", "type": "microsoft.cognitiveservices/accounts", "properties": properties}

test_encrypted_by_default if {
	cognitive_services.encrypted(account({}))
	cognitive_services.encrypted(account({"encryption": null}))
}

test_encrypted_with_a_key_source if {
	cognitive_services.encrypted(account({"encryption": {"keySource": "Microsoft.CognitiveServices"}}))
}

test_not_encrypted_without_a_key_source if {
	not cognitive_services.encrypted(account({"encryption": {}}))
	not cognitive_services.encrypted(account({"encryption": {"keySource": ""}}))
	not cognitive_services.encrypted(account({"encryption": {"keySource": true}}))
}

test_an_account_without_properties_is_unknown if {
	not cognitive_services.encrypted(account(null))
	not cognitive_services.encrypted({"id": "/s/speech"})
}

test_reasons if {
	cognitive_services.not_encrypted(account(null)) == "the inventory holds no properties of the account"
	missing := "properties.encryption.keySource is not set, wanted a key source"
	cognitive_services.not_encrypted(account({"encryption": {}})) == missing
}
