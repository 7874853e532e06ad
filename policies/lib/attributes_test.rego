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

test_has_text if {
	attributes.has_text(resource, "properties.acls.action")
	every path in ["properties.acls", "properties.off", "properties.none", "properties.empty", "properties.bare", "properties.other"] {
		not attributes.has_text(resource, path)
	}
}

test_has_no_text_below_what_is_no_object if {
	every odd in ["/nsg", true, 1, ["/nsg"], null] {
		not attributes.has_text({"properties": odd}, "properties.id")
	}
}

test_items if {
	attributes.items(resource, "properties.acls.rules") == [1]
	attributes.items(resource, "properties.bare") == []
	attributes.items(resource, "properties.none") == []
	attributes.items(resource, "properties.other") == []
}

test_has_fields if {
	attributes.has_fields(resource, "properties.acls")
	attributes.has_fields({"block": {"a": null}}, "block")
	every odd in [null, "", "x", 1, true, [], {}, [{"a": 1}]] {
		not attributes.has_fields({"block": odd}, "block")
	}
}

test_objects if {
	attributes.objects({"rules": [{"a": 1}, null, "x", 5, {}]}, "rules") == [{"a": 1}, {}]
	every odd in [null, "x", "", 5, true, [], {}, {"a": {"b": 1}}, [null]] {
		attributes.objects({"rules": odd}, "rules") == []
	}
	attributes.objects({}, "properties.rules") == []
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

test_texts if {
	attributes.texts({"a": {"b": ["x", 1, null, ["y"], {"z": "z"}, "w"]}}, "a.b") == ["x", "w"]
	every odd in [null, "x", 1, true, {"a": "x"}, []] {
		attributes.texts({"a": odd}, "a") == []
	}
	attributes.texts({}, "a") == []
}
