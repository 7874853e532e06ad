package azure.web.https_only_function_app_test

import data.azure.web.https_only_function_app

site(kind, properties) := {"id": "/s/app", "type": "microsoft.web/sites", "kind": kind, "properties": properties}

test_healthy if https_only_function_app.healthy with input as site("functionapp,linux", {"httpsOnly": true})

test_unhealthy if {
	app := site("functionapp,linux", {"httpsOnly": false})
	not https_only_function_app.healthy with input as app
	https_only_function_app.reasons == {"properties.httpsOnly is false, wanted true"} with input as app
}

test_missing_attribute_is_unhealthy if {
	app := site("functionapp,linux", {})
	not https_only_function_app.healthy with input as app
	https_only_function_app.reasons == {"properties.httpsOnly is not set, wanted true"} with input as app
}

test_missing_properties_are_unhealthy if not https_only_function_app.healthy with input as {"id": "/s/app", "kind": "functionapp,linux"}

test_applicable if https_only_function_app.applicable with input as site("functionapp,linux", {})

test_not_applicable if not https_only_function_app.applicable with input as site("functionapp,workflowapp", {})
