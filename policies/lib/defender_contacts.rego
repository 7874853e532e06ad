# METADATA
# title: Security contacts of a subscription
# description: |
#   Whom Defender for Cloud notifies. The versions of the API name the same settings differently: `email`,
#   `alertNotifications` and `alertsToAdmins` are plain texts in 2017, `emails`, `alertNotifications.state` and
#   `notificationsByRole.state` in 2020, and 2023 has `notificationsSources` in place of `alertNotifications`.
package lib.defender_contacts

import data.lib.attributes
import data.lib.text

contacts := [contact | some contact in data.inventory.by_type["microsoft.security/securitycontacts"]]

has_email(contact) if {
	some path in ["properties.email", "properties.emails"]
	address := attributes.value(contact, path)
	is_string(address)
	trim_space(address) != ""
}

alert_sources(contact) := [source |
	some source in attributes.objects(contact, "properties.notificationsSources")
	text.same(source.sourceType, "Alert")
]

receives_alerts(contact) if {
	some path in ["properties.alertNotifications", "properties.alertNotifications.state"]
	text.same(attributes.value(contact, path), "On")
}

receives_alerts(contact) if {
	contact.properties.isEnabled == true
	count(alert_sources(contact)) > 0
}

includes_owners(contact) if {
	some path in ["properties.alertsToAdmins", "properties.notificationsByRole.state"]
	text.same(attributes.value(contact, path), "On")
}

# The severities from which on the contact is notified.
minimal_severities(contact) := {severity |
	severity := attributes.value(contact, "properties.alertNotifications.minimalSeverity")
	severity != null
} | {attributes.value(source, "minimalSeverity") | some source in alert_sources(contact)}

notified_below_high(contact) if {
	count(minimal_severities(contact)) > 0
	every severity in minimal_severities(contact) {
		text.one_of(severity, ["Low", "Medium"])
	}
}

# Why a subscription falls short whose contacts are all unfit.
none_fit(wanted) := sprintf("security contacts found: %s, wanted one %s", [names, wanted]) if {
	count(contacts) > 0
	names := concat(", ", [attributes.shown(contact, "name") | some contact in contacts])
} else := sprintf("no security contact found, wanted one %s", [wanted])
