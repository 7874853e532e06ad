package azure.web.tls_web_app_test

import data.azure.web.tls_web_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

web_app(inventory) := found if {
	found := {"healthy": tls_web_app.healthy, "reasons": tls_web_app.reasons}
		with input as web.site("app,linux")
		with data.inventory as inventory
}

test_healthy if {
	web_app(web.config({"minTlsVersion": "1.2"})) == sample.healthy
	web_app(web.config({"minTlsVersion": "1.3"})) == sample.healthy
}

test_unhealthy if {
	web_app(web.config({"minTlsVersion": "1.0"})) == sample.unhealthy("properties.minTlsVersion is 1.0, wanted 1.2 or higher")
	every other in ["1.1", null, "default"] {
		web_app(web.config({"minTlsVersion": other})).healthy == false
	}
}

test_missing_attribute_is_unhealthy if {
	web_app(web.config({})) == sample.unhealthy("properties.minTlsVersion is not set, wanted 1.2 or higher")
}

test_missing_config_is_unhealthy if web_app(web.no_config) == web.unhealthy_without_config("minTlsVersion 1.2 or higher")

test_applicable if tls_web_app.applicable with input as web.site("app,linux")

test_not_applicable if not tls_web_app.applicable with input as web.site("functionapp")

test_applies_without_a_kind if tls_web_app.applicable with input as web.site_without_kind
