package azure.web.tls_api_app_test

import data.azure.web.tls_api_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

api_app(inventory) := found if {
	found := {"healthy": tls_api_app.healthy, "reasons": tls_api_app.reasons}
		with input as web.site("api")
		with data.inventory as inventory
}

test_healthy if {
	api_app(web.config({"minTlsVersion": "1.2"})) == sample.healthy
}

test_unhealthy if {
	api_app(web.config({"minTlsVersion": "1.0"})) == sample.unhealthy("properties.minTlsVersion is 1.0, wanted 1.2")
	every other in ["1.1", null, "1.3", 1.2] {
		api_app(web.config({"minTlsVersion": other})).healthy == false
	}
}

test_missing_attribute_is_unhealthy if {
	api_app(web.config({})) == sample.unhealthy("properties.minTlsVersion is not set, wanted 1.2")
}

test_missing_config_is_unhealthy if api_app(web.no_config) == web.unhealthy_without_config("minTlsVersion 1.2")

test_applicable if tls_api_app.applicable with input as web.site("api")

test_not_applicable if not tls_api_app.applicable with input as web.site("app,linux")
