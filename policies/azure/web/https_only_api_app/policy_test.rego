package azure.web.https_only_api_app_test

import data.azure.web.https_only_api_app

site(kind, properties) := {"id": "/s/app", "type": "microsoft.web/sites", "kind": kind, "properties": properties}

test_healthy if https_only_api_app.healthy with input as site("api", {"httpsOnly": true})

test_unhealthy if {
	app := site("api", {"httpsOnly": false})
	not https_only_api_app.healthy with input as app
	https_only_api_app.reasons == {"properties.httpsOnly is false, wanted true"} with input as app
}

test_missing_attribute_is_healthy if {
	https_only_api_app.healthy with input as site("api", {})
	https_only_api_app.healthy with input as site("api", {"httpsOnly": null})
}

test_missing_properties_are_unhealthy if {
	app := {"id": "/s/app", "type": "microsoft.web/sites", "kind": "api"}
	not https_only_api_app.healthy with input as app
	https_only_api_app.reasons == {"the inventory holds no properties of the app"} with input as app
}

test_applicable if https_only_api_app.applicable with input as site("api", {})

test_not_applicable if not https_only_api_app.applicable with input as site("app,linux", {})
