package lib.defender_contacts_test

import data.lib.defender_contacts
import data.lib.defender_contacts_sample_test as sample

with_sources(enabled, sources) := sample.row("default", {"isEnabled": enabled, "notificationsSources": sources})

test_email if {
	defender_contacts.has_email(sample.row("default1", {"email": "soc@contoso.example"}))
	defender_contacts.has_email(sample.row("default", {"emails": "soc@contoso.example;ciso@contoso.example"}))
}

test_no_email if {
	not defender_contacts.has_email(sample.row("default", {"emails": ""}))
	not defender_contacts.has_email(sample.row("default", {"emails": "  "}))
	not defender_contacts.has_email(sample.row("default", {"emails": ["soc@contoso.example"]}))
	not defender_contacts.has_email(sample.row("default", {"email": null}))
	not defender_contacts.has_email(sample.row("default", {}))
}

test_receives_alerts if {
	defender_contacts.receives_alerts(sample.row("default1", {"alertNotifications": "on"}))
	defender_contacts.receives_alerts(sample.row("default", {"alertNotifications": {"state": "On"}}))
	defender_contacts.receives_alerts(with_sources(true, [{"sourceType": "AttackPath"}, {"sourceType": "alert"}]))
}

test_receives_no_alerts if {
	not defender_contacts.receives_alerts(sample.row("default1", {"alertNotifications": "Off"}))
	not defender_contacts.receives_alerts(sample.row("default", {"alertNotifications": {"state": "Off"}}))
	not defender_contacts.receives_alerts(with_sources(true, [{"sourceType": "AttackPath"}]))
	not defender_contacts.receives_alerts(with_sources(false, [{"sourceType": "Alert"}]))
	not defender_contacts.receives_alerts(with_sources("true", [{"sourceType": "Alert"}]))
	not defender_contacts.receives_alerts(sample.row("default", {"notificationsSources": [{"sourceType": "Alert"}]}))
	not defender_contacts.receives_alerts(sample.row("default", {}))
}

test_malformed_sources_receive_no_alerts if {
	every odd in ["Alert", 1, {"a": {"sourceType": "Alert", "minimalSeverity": "Low"}}, ["Alert"], [null]] {
		not defender_contacts.receives_alerts(with_sources(true, odd))
		not defender_contacts.notified_below_high(with_sources(true, odd))
	}
}

test_includes_owners if {
	defender_contacts.includes_owners(sample.row("default1", {"alertsToAdmins": "on"}))
	defender_contacts.includes_owners(sample.row("default", {"notificationsByRole": {"state": "On"}}))
}

test_leaves_owners_out if {
	not defender_contacts.includes_owners(sample.row("default1", {"alertsToAdmins": "Off"}))
	not defender_contacts.includes_owners(sample.row("default", {"notificationsByRole": {"state": "Off"}}))
	not defender_contacts.includes_owners(sample.row("default", {}))
}

test_notified_below_high if {
	defender_contacts.notified_below_high(sample.row("default", {"alertNotifications": {"minimalSeverity": "low"}}))
	defender_contacts.notified_below_high(with_sources(true, [{"sourceType": "Alert", "minimalSeverity": "Medium"}]))
}

test_not_notified_below_high if {
	not defender_contacts.notified_below_high(sample.row("default", {"alertNotifications": {"minimalSeverity": "High"}}))
	not defender_contacts.notified_below_high(with_sources(true, [{"sourceType": "Alert", "minimalSeverity": "High"}]))
	not defender_contacts.notified_below_high(with_sources(true, [{"sourceType": "AttackPath", "minimalSeverity": "Low"}]))
}

test_unknown_severity_is_not_below_high if {
	low := {"sourceType": "Alert", "minimalSeverity": "Low"}
	not defender_contacts.notified_below_high(with_sources(true, [low, {"sourceType": "Alert"}]))
	not defender_contacts.notified_below_high(sample.row("default", {"alertNotifications": {"minimalSeverity": "Some"}}))
	not defender_contacts.notified_below_high(sample.row("default", {}))
}

test_none_fit if {
	both := defender_contacts.none_fit("with an address") with data.inventory as sample.inventory([sample.row("default1", {}), sample.row("default", {})])
	both == "security contacts found: default1, default, wanted one with an address"
	none := defender_contacts.none_fit("with an address") with data.inventory as {}
	none == "no security contact found, wanted one with an address"
}
