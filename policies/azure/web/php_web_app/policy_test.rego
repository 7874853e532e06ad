package azure.web.php_web_app_test

import data.azure.web.php_web_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

web_app(runtime, wanted) := found if {
	found := {"healthy": php_web_app.healthy, "reasons": php_web_app.reasons}
		with input as web.site("app,linux")
		with data.inventory as web.runtime(runtime)
		with data.parameters.azure.web.php_web_app.LinuxPHPVersion as wanted
}

test_healthy_with_the_wanted_version if web_app("php|8.3", "8.3") == sample.healthy

test_healthy_with_another_language if web_app("NODE|20-lts", "") == sample.healthy

test_unhealthy_with_another_version if {
	web_app("PHP|8.0", "8.3") == sample.unhealthy("properties.linuxFxVersion is PHP|8.0, wanted PHP|8.3")
}

test_unhealthy_until_the_parameter_is_set if {
	reason := "properties.linuxFxVersion is PHP|8.0, the parameter LinuxPHPVersion has to be set to the wanted version"
	web_app("PHP|8.0", "") == sample.unhealthy(reason)
}

test_missing_attribute_is_unhealthy if {
	web_app(null, "8.3") == sample.unhealthy("properties.linuxFxVersion is not set, wanted the name of a runtime")
}

test_not_applicable if {
	php_web_app.applicable with input as web.site("app,linux")
	not php_web_app.applicable with input as web.site("functionapp,linux")
	not php_web_app.applicable with input as web.site("app")
}
