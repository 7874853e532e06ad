package azure.security_center.contact_email_test

import data.azure.security_center.contact_email
import data.lib.defender_contacts_sample_test as contacts
import data.lib.defender_sample_test as defender
import data.lib.resources_sample_test as sample

verdict(inventory) := found if {
	found := {"healthy": contact_email.healthy, "reasons": contact_email.reasons}
		with input as defender.subscription
		with data.inventory as inventory
}

test_healthy if verdict(contacts.contact({"emails": "soc@contoso.example"})) == sample.healthy

test_unhealthy if {
	blank := contacts.contact({"emails": "", "alertNotifications": {"state": "On"}})
	verdict(blank) == sample.unhealthy("security contacts found: default, wanted one with an email address")
}

test_missing_attribute_is_unhealthy if verdict(contacts.contact({})).healthy == false

test_missing_contact_is_unhealthy if {
	verdict({}) == sample.unhealthy("no security contact found, wanted one with an email address")
}
