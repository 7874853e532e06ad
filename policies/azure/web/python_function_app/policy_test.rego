package azure.web.python_function_app_test

import data.azure.web.python_function_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

function_app(runtime, wanted) := found if {
	found := {"healthy": python_function_app.healthy, "reasons": python_function_app.reasons}
		with input as web.site("functionapp,linux")
		with data.inventory as web.runtime(runtime)
		with data.parameters.azure.web.python_function_app.LinuxPythonVersion as wanted
}

test_healthy_with_the_wanted_version if function_app("Python|3.12", "3.12") == sample.healthy

test_healthy_with_another_language if function_app("DOCKER|contoso.azurecr.io/shop", "") == sample.healthy

test_unhealthy_with_another_version if {
	function_app("PYTHON|3.8", "3.12") == sample.unhealthy("properties.linuxFxVersion is PYTHON|3.8, wanted PYTHON|3.12")
}

test_unhealthy_until_the_parameter_is_set if {
	reason := "properties.linuxFxVersion is PYTHON|3.8, the parameter LinuxPythonVersion has to be set to the wanted version"
	function_app("PYTHON|3.8", "") == sample.unhealthy(reason)
}

test_missing_attribute_is_unhealthy if {
	function_app(null, "3.12") == sample.unhealthy("properties.linuxFxVersion is not set, wanted the name of a runtime")
}

test_not_applicable if {
	python_function_app.applicable with input as web.site("functionapp,linux")
	not python_function_app.applicable with input as web.site("app,linux")
	not python_function_app.applicable with input as web.site("functionapp")
}

test_applies_to_function_apps_on_container_apps if {
	python_function_app.applicable with input as web.site("functionapp,linux,container,azurecontainerapps")
}
