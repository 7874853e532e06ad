package azure.web.https_only_web_app_test

import data.azure.web.https_only_web_app

site(kind, properties) := {"id": "/s/app", "type": "microsoft.web/sites", "kind": kind, "properties": properties}

test_healthy if https_only_web_app.healthy with input as site("app,linux", {"httpsOnly": true})

test_unhealthy if {
	app := site("app,linux", {"httpsOnly": false})
	not https_only_web_app.healthy with input as app
	https_only_web_app.reasons == {"properties.httpsOnly is false, wanted true"} with input as app
}

test_missing_attribute_is_unhealthy if {
	app := site("app,linux", {})
	not https_only_web_app.healthy with input as app
	https_only_web_app.reasons == {"properties.httpsOnly is not set, wanted true"} with input as app
}

test_missing_properties_are_unhealthy if not https_only_web_app.healthy with input as {"id": "/s/app", "kind": "app,linux"}

test_applicable if https_only_web_app.applicable with input as site("app,linux", {})

test_not_applicable if not https_only_web_app.applicable with input as site("functionapp", {})

test_applies_without_a_kind if https_only_web_app.applicable with input as {"id": "/s/app", "type": "microsoft.web/sites"}
