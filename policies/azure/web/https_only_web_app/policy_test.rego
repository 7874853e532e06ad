package azure.web.https_only_web_app_test

import data.azure.web.https_only_web_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

verdict(properties) := found if {
	app := web.app("app,linux", properties)
	found := {"healthy": https_only_web_app.healthy, "reasons": https_only_web_app.reasons} with input as app
}

test_healthy if verdict({"httpsOnly": true}) == sample.healthy

test_unhealthy if verdict({"httpsOnly": false}) == sample.unhealthy("properties.httpsOnly is false, wanted true")

test_missing_attribute_is_unhealthy if verdict({}) == sample.unhealthy("properties.httpsOnly is not set, wanted true")

test_missing_properties_are_unhealthy if not https_only_web_app.healthy with input as {"id": "/s/app", "kind": "app,linux"}

test_applicable if https_only_web_app.applicable with input as web.site("app,linux")

test_not_applicable if not https_only_web_app.applicable with input as web.site("functionapp")

test_applies_without_a_kind if https_only_web_app.applicable with input as web.site_without_kind
