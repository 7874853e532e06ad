package azure.web.cors_function_app_test

import data.azure.web.cors_function_app

site(kind, properties) := {"id": "/s/app", "type": "microsoft.web/sites", "kind": kind, "properties": properties}

web_config(properties) := {"children": {"/s/app": {"microsoft.web/sites/config": [{
	"id": "/s/app/config/web",
	"type": "microsoft.web/sites/config",
	"name": "web",
	"properties": properties,
}]}}}

app := site("functionapp,linux", {})

test_healthy if {
	cors_function_app.healthy with input as app with data.inventory as web_config({"cors": {"allowedOrigins": ["https://contoso.example"]}})
}

test_unhealthy if {
	not cors_function_app.healthy with input as app with data.inventory as web_config({"cors": {"allowedOrigins": ["https://contoso.example", "*"]}})
	reasons := cors_function_app.reasons with input as app with data.inventory as web_config({"cors": {"allowedOrigins": ["https://contoso.example", "*"]}})
	reasons == {"properties.cors.allowedOrigins is [\"https://contoso.example\", \"*\"], wanted a list without *"}
}

test_missing_attribute_is_healthy if {
	cors_function_app.healthy with input as app with data.inventory as web_config({"cors": null})
	cors_function_app.healthy with input as app with data.inventory as web_config({"cors": {"allowedOrigins": null}})
	cors_function_app.healthy with input as app with data.inventory as web_config({})
}

test_missing_config_is_unhealthy if {
	not cors_function_app.healthy with input as app with data.inventory as {"children": {}}
	reasons := cors_function_app.reasons with input as app with data.inventory as {"children": {}}
	reasons == {"the inventory holds no configuration (config/web) of the app, wanted cors.allowedOrigins a list without *"}
}

test_applicable if cors_function_app.applicable with input as site("functionapp,linux", {})

test_not_applicable if not cors_function_app.applicable with input as site("functionapp,workflowapp", {})
