package azure.security_center.alert_email_test

import data.azure.security_center.alert_email
import data.lib.defender_contacts_sample_test as contacts
import data.lib.defender_sample_test as defender
import data.lib.resources_sample_test as sample

verdict(inventory) := found if {
	found := {"healthy": alert_email.healthy, "reasons": alert_email.reasons}
		with input as defender.subscription
		with data.inventory as inventory
}

test_healthy if verdict(contacts.contact({"alertNotifications": {"state": "On"}})) == sample.healthy

test_healthy_with_notification_sources if {
	sources := [{"sourceType": "Alert", "minimalSeverity": "High"}]
	verdict(contacts.contact({"isEnabled": true, "notificationsSources": sources})) == sample.healthy
}

test_unhealthy if {
	off := contacts.contact({"emails": "soc@contoso.example", "alertNotifications": {"state": "Off", "minimalSeverity": "High"}})
	verdict(off) == sample.unhealthy("security contacts found: default, wanted one that receives alerts")
}

test_missing_attribute_is_unhealthy if verdict(contacts.contact({})).healthy == false

test_missing_contact_is_unhealthy if {
	verdict({}) == sample.unhealthy("no security contact found, wanted one that receives alerts")
}
