package azure.security_center.owner_alert_email_test

import data.azure.security_center.owner_alert_email
import data.lib.defender_contacts_sample_test as contacts
import data.lib.defender_sample_test as defender
import data.lib.resources_sample_test as sample

verdict(inventory) := found if {
	found := {"healthy": owner_alert_email.healthy, "reasons": owner_alert_email.reasons}
		with input as defender.subscription
		with data.inventory as inventory
}

test_healthy if verdict(contacts.contact({"notificationsByRole": {"state": "On", "roles": ["Owner"]}})) == sample.healthy

test_healthy_when_notified_below_high_severity if {
	medium := {"notificationsByRole": {"state": "Off"}, "alertNotifications": {"state": "On", "minimalSeverity": "Medium"}}
	verdict(contacts.contact(medium)) == sample.healthy
}

test_unhealthy if {
	high := {"notificationsByRole": {"state": "Off", "roles": []}, "alertNotifications": {"state": "On", "minimalSeverity": "High"}}
	reason := "security contacts found: default, wanted one that includes the owners or alerts below high severity"
	verdict(contacts.contact(high)) == sample.unhealthy(reason)
}

test_one_setting_alone_is_enough_or_not if {
	every properties in [{"alertsToAdmins": "On"}, {"alertNotifications": {"minimalSeverity": "Low"}}] {
		verdict(contacts.contact(properties)) == sample.healthy
	}
	every properties in [{"alertsToAdmins": "Off"}, {"alertNotifications": {"minimalSeverity": "High"}}] {
		verdict(contacts.contact(properties)).healthy == false
	}
}

test_missing_attribute_is_unhealthy if verdict(contacts.contact({})).healthy == false

test_missing_contact_is_unhealthy if {
	reason := "no security contact found, wanted one that includes the owners or alerts below high severity"
	verdict({}) == sample.unhealthy(reason)
}
