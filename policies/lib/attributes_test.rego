package lib.attributes_test

import data.lib.attributes

resource := {"name": "a", "properties": {
	"acls": {"action": "Deny", "rules": [1]},
	"off": false,
	"none": null,
	"empty": "",
	"bare": [],
}}

test_value_follows_the_path if attributes.value(resource, "properties.acls.action") == "Deny"

test_value_of_a_missing_attribute_is_null if {
	attributes.value(resource, "properties.absent.action") == null
	attributes.value(resource, "properties.none.action") == null
	attributes.value({}, "properties.acls") == null
}

test_absent if {
	attributes.absent(resource, "properties.none")
	attributes.absent(resource, "properties.other")
	not attributes.absent(resource, "properties.off")
}

test_present if {
	attributes.present(resource, "properties.off")
	attributes.present(resource, "properties.bare")
	not attributes.present(resource, "properties.empty")
	not attributes.present(resource, "properties.none")
	not attributes.present(resource, "properties.other")
}

test_items if {
	attributes.items(resource, "properties.acls.rules") == [1]
	attributes.items(resource, "properties.bare") == []
	attributes.items(resource, "properties.none") == []
	attributes.items(resource, "properties.other") == []
}

test_shown if {
	attributes.shown(resource, "properties.acls.action") == "Deny"
	attributes.shown(resource, "properties.off") == "false"
	attributes.shown(resource, "properties.none") == "not set"
}

test_mismatch if {
	attributes.mismatch(resource, "properties.acls.action", "Allow") == "properties.acls.action is Deny, wanted Allow"
}

test_mismatch_of_a_missing_attribute if {
	attributes.mismatch(resource, "properties.mode", "Allow") == "properties.mode is not set, wanted Allow"
}
