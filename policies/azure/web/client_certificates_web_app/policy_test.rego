package azure.web.client_certificates_web_app_test

import data.azure.web.client_certificates_web_app

site(kind, properties) := {"id": "/s/app", "type": "microsoft.web/sites", "kind": kind, "properties": properties}

test_healthy if client_certificates_web_app.healthy with input as site("app,linux", {"clientCertEnabled": true})

test_unhealthy if {
	app := site("app,linux", {"clientCertEnabled": false})
	not client_certificates_web_app.healthy with input as app
	client_certificates_web_app.reasons == {"properties.clientCertEnabled is false, wanted true"} with input as app
}

test_missing_attribute_is_unhealthy if {
	app := site("app,linux", {})
	not client_certificates_web_app.healthy with input as app
	client_certificates_web_app.reasons == {"properties.clientCertEnabled is not set, wanted true"} with input as app
}

test_missing_properties_are_unhealthy if not client_certificates_web_app.healthy with input as {"id": "/s/app", "kind": "app,linux"}

test_applicable if client_certificates_web_app.applicable with input as site("app,linux", {})

test_not_applicable if not client_certificates_web_app.applicable with input as site("functionapp", {})

test_applies_without_a_kind if client_certificates_web_app.applicable with input as {"id": "/s/app", "type": "microsoft.web/sites"}
