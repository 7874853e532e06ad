package azure.web.remote_debugging_web_app_test

import data.azure.web.remote_debugging_web_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

web_app(inventory) := found if {
	found := {"healthy": remote_debugging_web_app.healthy, "reasons": remote_debugging_web_app.reasons}
		with input as web.site("app,linux")
		with data.inventory as inventory
}

test_healthy if web_app(web.config({"remoteDebuggingEnabled": false})) == sample.healthy

test_unhealthy if {
	on := web.config({"remoteDebuggingEnabled": true})
	web_app(on) == sample.unhealthy("properties.remoteDebuggingEnabled is true, wanted false")
}

test_missing_attribute_is_unhealthy if {
	web_app(web.config({})) == sample.unhealthy("properties.remoteDebuggingEnabled is not set, wanted false")
	web_app(web.no_config).healthy == false
}

test_not_applicable if {
	remote_debugging_web_app.applicable with input as web.site("app,linux")
	not remote_debugging_web_app.applicable with input as web.site("functionapp,linux")
}
