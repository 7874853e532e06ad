package azure.web.ftps_web_app_test

import data.azure.web.ftps_web_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

web_app(inventory) := found if {
	found := {"healthy": ftps_web_app.healthy, "reasons": ftps_web_app.reasons}
		with input as web.site("app,linux")
		with data.inventory as inventory
}

test_healthy if {
	web_app(web.config({"ftpsState": "FtpsOnly"})) == sample.healthy
	web_app(web.config({"ftpsState": "disabled"})) == sample.healthy
}

test_unhealthy if {
	open := web.config({"ftpsState": "AllAllowed"})
	web_app(open) == sample.unhealthy("properties.ftpsState is AllAllowed, wanted FtpsOnly or Disabled")
}

test_missing_attribute_is_unhealthy if {
	web_app(web.config({})) == sample.unhealthy("properties.ftpsState is not set, wanted FtpsOnly or Disabled")
}

test_missing_config_is_unhealthy if {
	web_app(web.no_config) == web.unhealthy_without_config("ftpsState FtpsOnly or Disabled")
}

test_applicable if ftps_web_app.applicable with input as web.site("app,linux")

test_not_applicable if not ftps_web_app.applicable with input as web.site("functionapp")

test_applies_without_a_kind if ftps_web_app.applicable with input as web.site_without_kind
