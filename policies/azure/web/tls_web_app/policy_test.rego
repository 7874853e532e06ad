package azure.web.tls_web_app_test

import data.azure.web.tls_web_app

site(kind, properties) := {"id": "/s/app", "type": "microsoft.web/sites", "kind": kind, "properties": properties}

web_config(properties) := {"children": {"/s/app": {"microsoft.web/sites/config": [{
	"id": "/s/app/config/web",
	"type": "microsoft.web/sites/config",
	"name": "web",
	"properties": properties,
}]}}}

app := site("app,linux", {})

test_healthy if {
	tls_web_app.healthy with input as app with data.inventory as web_config({"minTlsVersion": "1.2"})
	tls_web_app.healthy with input as app with data.inventory as web_config({"minTlsVersion": "1.3"})
}

test_unhealthy if {
	not tls_web_app.healthy with input as app with data.inventory as web_config({"minTlsVersion": "1.0"})
	not tls_web_app.healthy with input as app with data.inventory as web_config({"minTlsVersion": "1.1"})
	not tls_web_app.healthy with input as app with data.inventory as web_config({"minTlsVersion": null})
	reasons := tls_web_app.reasons with input as app with data.inventory as web_config({"minTlsVersion": "1.0"})
	reasons == {"properties.minTlsVersion is 1.0, wanted 1.2 or higher"}
}

test_missing_attribute_is_unhealthy if {
	not tls_web_app.healthy with input as app with data.inventory as web_config({})
	reasons := tls_web_app.reasons with input as app with data.inventory as web_config({})
	reasons == {"properties.minTlsVersion is not set, wanted 1.2 or higher"}
}

test_missing_config_is_unhealthy if {
	not tls_web_app.healthy with input as app with data.inventory as {"children": {}}
	reasons := tls_web_app.reasons with input as app with data.inventory as {"children": {}}
	reasons == {"the inventory holds no configuration (config/web) of the app, wanted minTlsVersion 1.2 or higher"}
}

test_applicable if tls_web_app.applicable with input as site("app,linux", {})

test_not_applicable if not tls_web_app.applicable with input as site("functionapp", {})

test_applies_without_a_kind if tls_web_app.applicable with input as {"id": "/s/app", "type": "microsoft.web/sites"}
