package azure.web.client_certificates_api_app_test

import data.azure.web.client_certificates_api_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

verdict(properties) := found if {
	app := web.app("api", properties)
	found := {"healthy": client_certificates_api_app.healthy, "reasons": client_certificates_api_app.reasons} with input as app
}

test_healthy if verdict({"clientCertEnabled": true}) == sample.healthy

test_unhealthy if verdict({"clientCertEnabled": false}) == sample.unhealthy("properties.clientCertEnabled is false, wanted true")

test_missing_attribute_is_healthy if {
	verdict({}) == sample.healthy
	verdict({"clientCertEnabled": null}) == sample.healthy
}

test_missing_properties_are_unhealthy if verdict(null) == sample.unhealthy("the inventory holds no properties of the app")

test_left_out_properties_are_unhealthy if {
	shell := object.remove(web.site("api"), ["properties"])
	not client_certificates_api_app.healthy with input as shell
	client_certificates_api_app.reasons == {"the inventory holds no properties of the app"} with input as shell
}

test_applicable if client_certificates_api_app.applicable with input as web.site("api")

test_not_applicable if not client_certificates_api_app.applicable with input as web.site("app,linux")
