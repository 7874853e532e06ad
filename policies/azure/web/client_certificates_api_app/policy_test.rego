package azure.web.client_certificates_api_app_test

import data.azure.web.client_certificates_api_app

site(kind, properties) := {"id": "/s/app", "type": "microsoft.web/sites", "kind": kind, "properties": properties}

test_healthy if client_certificates_api_app.healthy with input as site("api", {"clientCertEnabled": true})

test_unhealthy if {
	app := site("api", {"clientCertEnabled": false})
	not client_certificates_api_app.healthy with input as app
	client_certificates_api_app.reasons == {"properties.clientCertEnabled is false, wanted true"} with input as app
}

test_missing_attribute_is_healthy if {
	client_certificates_api_app.healthy with input as site("api", {})
	client_certificates_api_app.healthy with input as site("api", {"clientCertEnabled": null})
}

test_missing_properties_are_unhealthy if {
	app := {"id": "/s/app", "type": "microsoft.web/sites", "kind": "api"}
	not client_certificates_api_app.healthy with input as app
	client_certificates_api_app.reasons == {"the inventory holds no properties of the app"} with input as app
}

test_applicable if client_certificates_api_app.applicable with input as site("api", {})

test_not_applicable if not client_certificates_api_app.applicable with input as site("app,linux", {})
