package azure.web.ftps_api_app_test

import data.azure.web.ftps_api_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

api_app(inventory) := found if {
	found := {"healthy": ftps_api_app.healthy, "reasons": ftps_api_app.reasons}
		with input as web.site("api")
		with data.inventory as inventory
}

test_healthy if {
	api_app(web.config({"ftpsState": "FtpsOnly"})) == sample.healthy
	api_app(web.config({"ftpsState": "disabled"})) == sample.healthy
}

test_unhealthy if {
	open := web.config({"ftpsState": "AllAllowed"})
	api_app(open) == sample.unhealthy("properties.ftpsState is AllAllowed, wanted FtpsOnly or Disabled")
}

test_missing_attribute_is_unhealthy if {
	api_app(web.config({})) == sample.unhealthy("properties.ftpsState is not set, wanted FtpsOnly or Disabled")
}

test_missing_config_is_unhealthy if {
	api_app(web.no_config) == web.unhealthy_without_config("ftpsState FtpsOnly or Disabled")
}

test_applicable if ftps_api_app.applicable with input as web.site("api")

test_not_applicable if not ftps_api_app.applicable with input as web.site("app,linux")
