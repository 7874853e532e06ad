package azure.web.php_api_app_test

import data.azure.web.php_api_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

api_app(runtime, wanted) := found if {
	found := {"healthy": php_api_app.healthy, "reasons": php_api_app.reasons}
		with input as web.site("app,linux,api")
		with data.inventory as web.runtime(runtime)
		with data.parameters.azure.web.php_api_app.PHPLatestVersion as wanted
}

test_healthy_with_the_wanted_version if api_app("php|8.3", "8.3") == sample.healthy

test_healthy_with_another_language if api_app("NODE|20-lts", "") == sample.healthy

test_unhealthy_with_another_version if {
	api_app("PHP|8.0", "8.3") == sample.unhealthy("properties.linuxFxVersion is PHP|8.0, wanted PHP|8.3")
}

test_unhealthy_until_the_parameter_is_set if {
	reason := "properties.linuxFxVersion is PHP|8.0, the parameter PHPLatestVersion has to be set to the wanted version"
	api_app("PHP|8.0", "") == sample.unhealthy(reason)
}

test_missing_attribute_is_unhealthy if {
	api_app(null, "8.3") == sample.unhealthy("properties.linuxFxVersion is not set, wanted the name of a runtime")
}

test_not_applicable if {
	php_api_app.applicable with input as web.site("app,linux,api")
	not php_api_app.applicable with input as web.site("app,linux")
	not php_api_app.applicable with input as web.site("app,api")
}
