package azure.automation.encrypted_variables_test

import data.azure.automation.encrypted_variables
import data.lib.resources_sample_test as sample

variable(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.automation/automationaccounts/nightly/variables/smtp-host",
	"type": "microsoft.automation/automationaccounts/variables",
	"name": "smtp-host",
	"properties": properties,
}

test_healthy_when_encrypted if {
	sample.verdict(encrypted_variables) == sample.healthy with input as variable({"isEncrypted": true, "value": null})
}

test_unhealthy_when_not_encrypted if {
	open := variable({"isEncrypted": false, "value": "\"mail.contoso.example\""})
	sample.verdict(encrypted_variables) == sample.unhealthy("properties.isEncrypted is false, wanted true")
		with input as open
}

test_missing_attribute_is_unhealthy if {
	not encrypted_variables.healthy with input as variable({})
	not encrypted_variables.healthy with input as variable({"isEncrypted": "true"})
}
