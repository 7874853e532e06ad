package azure.web.tls_function_app_test

import data.azure.web.tls_function_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

function_app(inventory) := found if {
	found := {"healthy": tls_function_app.healthy, "reasons": tls_function_app.reasons}
		with input as web.site("functionapp,linux")
		with data.inventory as inventory
}

test_healthy if {
	function_app(web.config({"minTlsVersion": "1.2"})) == sample.healthy
	function_app(web.config({"minTlsVersion": "1.3"})) == sample.healthy
}

test_unhealthy if {
	function_app(web.config({"minTlsVersion": "1.0"})) == sample.unhealthy("properties.minTlsVersion is 1.0, wanted 1.2 or higher")
	every other in ["1.1", null, "default"] {
		function_app(web.config({"minTlsVersion": other})).healthy == false
	}
}

test_missing_attribute_is_unhealthy if {
	function_app(web.config({})) == sample.unhealthy("properties.minTlsVersion is not set, wanted 1.2 or higher")
}

test_missing_config_is_unhealthy if function_app(web.no_config) == web.unhealthy_without_config("minTlsVersion 1.2 or higher")

test_applicable if tls_function_app.applicable with input as web.site("functionapp,linux")

test_not_applicable if not tls_function_app.applicable with input as web.site("functionapp,workflowapp")
