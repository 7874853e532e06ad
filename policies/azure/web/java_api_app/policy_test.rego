package azure.web.java_api_app_test

import data.azure.web.java_api_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

api_app(runtime, wanted) := found if {
	found := {"healthy": java_api_app.healthy, "reasons": java_api_app.reasons}
		with input as web.site("app,linux,api")
		with data.inventory as web.runtime(runtime)
		with data.parameters.azure.web.java_api_app.JavaLatestVersion as wanted
}

test_healthy_with_the_wanted_version if api_app("Java|11", "11") == sample.healthy

test_healthy_when_the_stack_ends_with_the_wanted_version if {
	api_app("TOMCAT|9.0-java11", "11") == sample.healthy
	api_app("TOMCAT|9.0-java11", "").healthy == false
}

test_healthy_with_another_language if api_app("NODE|20-lts", "") == sample.healthy

test_unhealthy_with_another_version if {
	api_app("JAVA|17-java17", "11") == sample.unhealthy("properties.linuxFxVersion is JAVA|17-java17, wanted JAVA|11")
}

test_unhealthy_until_the_parameter_is_set if {
	reason := "properties.linuxFxVersion is JAVA|17-java17, the parameter JavaLatestVersion has to be set to the wanted version"
	api_app("JAVA|17-java17", "") == sample.unhealthy(reason)
}

test_missing_attribute_is_unhealthy if {
	api_app(null, "11") == sample.unhealthy("properties.linuxFxVersion is not set, wanted the name of a runtime")
}

test_not_applicable if {
	java_api_app.applicable with input as web.site("app,linux,api")
	not java_api_app.applicable with input as web.site("app,linux")
	not java_api_app.applicable with input as web.site("app,api")
}
