package azure.web.client_certificates_function_app_test

import data.azure.web.client_certificates_function_app

site(kind, properties) := {"id": "/s/app", "type": "microsoft.web/sites", "kind": kind, "properties": properties}

web_config(properties) := {"children": {"/s/app": {"microsoft.web/sites/config": [{
	"id": "/s/app/config/web",
	"type": "microsoft.web/sites/config",
	"name": "web",
	"properties": properties,
}]}}}

test_healthy_with_client_certificates if {
	app := site("functionapp", {"clientCertEnabled": true})
	client_certificates_function_app.healthy with input as app with data.inventory as web_config({"http20Enabled": false})
}

test_healthy_with_http2 if {
	app := site("functionapp", {"clientCertEnabled": false})
	client_certificates_function_app.healthy with input as app with data.inventory as web_config({"http20Enabled": true})
}

test_unhealthy if {
	app := site("functionapp", {"clientCertEnabled": false})
	inventory := web_config({"http20Enabled": false})
	not client_certificates_function_app.healthy with input as app with data.inventory as inventory
	reasons := client_certificates_function_app.reasons with input as app with data.inventory as inventory
	reasons == {"properties.clientCertEnabled is false, wanted true (or HTTP/2 in config/web)"}
}

test_missing_attributes_are_unhealthy if {
	app := site("functionapp", {})
	not client_certificates_function_app.healthy with input as app with data.inventory as web_config({})
	not client_certificates_function_app.healthy with input as app with data.inventory as {"children": {}}
	not client_certificates_function_app.healthy with input as {"id": "/s/app", "kind": "functionapp"} with data.inventory as {"children": {}}
}

test_applicable if client_certificates_function_app.applicable with input as site("functionapp,linux", {})

test_not_applicable if not client_certificates_function_app.applicable with input as site("functionapp,workflowapp", {})
