package azure.web.ftps_function_app_test

import data.azure.web.ftps_function_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

function_app(inventory) := found if {
	found := {"healthy": ftps_function_app.healthy, "reasons": ftps_function_app.reasons}
		with input as web.site("functionapp,linux")
		with data.inventory as inventory
}

test_healthy if {
	function_app(web.config({"ftpsState": "FtpsOnly"})) == sample.healthy
	function_app(web.config({"ftpsState": "disabled"})) == sample.healthy
}

test_unhealthy if {
	open := web.config({"ftpsState": "AllAllowed"})
	function_app(open) == sample.unhealthy("properties.ftpsState is AllAllowed, wanted FtpsOnly or Disabled")
}

test_missing_attribute_is_unhealthy if {
	function_app(web.config({})) == sample.unhealthy("properties.ftpsState is not set, wanted FtpsOnly or Disabled")
}

test_missing_config_is_unhealthy if {
	function_app(web.no_config) == web.unhealthy_without_config("ftpsState FtpsOnly or Disabled")
}

test_applicable if ftps_function_app.applicable with input as web.site("functionapp,linux")

test_not_applicable if not ftps_function_app.applicable with input as web.site("functionapp,workflowapp")
