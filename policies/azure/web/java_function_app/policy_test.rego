package azure.web.java_function_app_test

import data.azure.web.java_function_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

function_app(runtime, wanted) := found if {
	found := {"healthy": java_function_app.healthy, "reasons": java_function_app.reasons}
		with input as web.site("functionapp,linux")
		with data.inventory as web.runtime(runtime)
		with data.parameters.azure.web.java_function_app.LinuxJavaVersion as wanted
}

test_healthy_with_the_wanted_version if function_app("Java|17", "17") == sample.healthy

test_healthy_with_another_language if function_app("NODE|20-lts", "") == sample.healthy

test_unhealthy_with_another_version if {
	function_app("JAVA|8", "17") == sample.unhealthy("properties.linuxFxVersion is JAVA|8, wanted JAVA|17")
}

test_unhealthy_until_the_parameter_is_set if {
	reason := "properties.linuxFxVersion is JAVA|8, the parameter LinuxJavaVersion has to be set to the wanted version"
	function_app("JAVA|8", "") == sample.unhealthy(reason)
}

test_missing_attribute_is_unhealthy if {
	function_app(null, "17") == sample.unhealthy("properties.linuxFxVersion is not set, wanted the name of a runtime")
}

test_not_applicable if {
	java_function_app.applicable with input as web.site("functionapp,linux")
	not java_function_app.applicable with input as web.site("app,linux")
	not java_function_app.applicable with input as web.site("functionapp")
}

test_applies_to_function_apps_on_container_apps if {
	java_function_app.applicable with input as web.site("functionapp,linux,container,azurecontainerapps")
}
