package azure.web.java_web_app_test

import data.azure.web.java_web_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

web_app(runtime, wanted) := found if {
	found := {"healthy": java_web_app.healthy, "reasons": java_web_app.reasons}
		with input as web.site("app,linux")
		with data.inventory as web.runtime(runtime)
		with data.parameters.azure.web.java_web_app.LinuxJavaVersion as wanted
}

test_healthy_with_the_wanted_version if web_app("Java|17-java17", "17-java17") == sample.healthy

test_healthy_with_another_language if web_app("NODE|20-lts", "") == sample.healthy

test_unhealthy_with_another_version if {
	web_app("JAVA|11-java11", "17-java17") == sample.unhealthy("properties.linuxFxVersion is JAVA|11-java11, wanted JAVA|17-java17")
}

test_unhealthy_until_the_parameter_is_set if {
	reason := "properties.linuxFxVersion is JAVA|11-java11, the parameter LinuxJavaVersion has to be set to the wanted version"
	web_app("JAVA|11-java11", "") == sample.unhealthy(reason)
}

test_missing_attribute_is_unhealthy if {
	web_app(null, "17-java17") == sample.unhealthy("properties.linuxFxVersion is not set, wanted the name of a runtime")
}

test_not_applicable if {
	java_web_app.applicable with input as web.site("app,linux")
	not java_web_app.applicable with input as web.site("functionapp,linux")
	not java_web_app.applicable with input as web.site("app")
}
