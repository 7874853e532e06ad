package lib.defaults_test

import data.lib.defaults

left_out(resource) if defaults.left_out(resource, "properties.httpsOnly")

reason(resource) := defaults.mismatch(resource, "app", "properties.httpsOnly", "true")

test_left_out if {
	left_out({"properties": {}})
	left_out({"properties": {"httpsOnly": null}})
}

test_stated_is_not_left_out if {
	every value in [true, false, "", [], {}] {
		not left_out({"properties": {"httpsOnly": value}})
	}
}

test_nothing_is_left_out_where_there_are_no_properties if {
	not left_out({})
	every odd in [null, "odd", 1, []] {
		not left_out({"properties": odd})
	}
}

test_mismatch_names_the_value if reason({"properties": {"httpsOnly": false}}) == "properties.httpsOnly is false, wanted true"

test_mismatch_without_properties if {
	reason({}) == "the inventory holds no properties of the app"
	reason({"properties": null}) == "the inventory holds no properties of the app"
}

test_mismatch_of_malformed_properties if reason({"properties": "odd"}) == "properties.httpsOnly is not set, wanted true"
