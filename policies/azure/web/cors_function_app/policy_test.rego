package azure.web.cors_function_app_test

import data.azure.web.cors_function_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

function_app(inventory) := found if {
	found := {"healthy": cors_function_app.healthy, "reasons": cors_function_app.reasons}
		with input as web.site("functionapp,linux")
		with data.inventory as inventory
}

test_healthy if function_app(web.config({"cors": {"allowedOrigins": ["https://contoso.example"]}})) == sample.healthy

test_unhealthy if {
	open := web.config({"cors": {"allowedOrigins": ["https://contoso.example", "*"]}})
	reason := `properties.cors.allowedOrigins is ["https://contoso.example", "*"], wanted a list without *`
	function_app(open) == sample.unhealthy(reason)
}

test_missing_attribute_is_healthy if {
	function_app(web.config({"cors": null})) == sample.healthy
	function_app(web.config({"cors": {"allowedOrigins": null}})) == sample.healthy
	function_app(web.config({})) == sample.healthy
}

test_missing_config_is_unhealthy if {
	function_app(web.no_config) == web.unhealthy_without_config("cors.allowedOrigins a list without *")
}

test_applicable if cors_function_app.applicable with input as web.site("functionapp,linux")

test_not_applicable if not cors_function_app.applicable with input as web.site("functionapp,workflowapp")
